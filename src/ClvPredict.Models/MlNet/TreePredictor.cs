using ClvPredict.Models.Trees;

namespace ClvPredict.Models.MlNet;

/// <summary>A step that scores a vector of features with trees.</summary>
public abstract record TreePredictor : TransformStep
{
    private protected TreePredictor() { }

    /// <summary>Name of the column of feature vectors.</summary>
    public required string FeatureColumn { get; init; }

    /// <summary>The trees.</summary>
    /// <exception cref="ArgumentException">The trees are not sound; the message says where.</exception>
    public required TreeEnsemble Ensemble
    {
        get;
        init
        {
            field = value;
            Compiled = new CompiledEnsemble(value);
        }
    }

    /// <summary>What the trainer saw; null for nothing but the features.</summary>
    public DataViewSchema? TrainSchema { get; init; }

    /// <summary>The trees, ready to score.</summary>
    public CompiledEnsemble Compiled { get; private init; } = null!;

    private protected void UseFeatures(ColumnFlow flow) =>
        flow.Use(FeatureColumn, ColumnKind.Vector, Ensemble.FeatureCount);

    private protected float[] Score(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        var scores = new float[batch.RowCount];
        var features = batch.VectorMemory(FeatureColumn, Ensemble.FeatureCount);
        Compiled.Score(features, scores, maxThreads, cancellationToken);
        return scores;
    }

    private protected void WriteTrainSchema(ModelEntries entries, string directory)
    {
        var features = new SchemaColumn(FeatureColumn, ColumnType.Vector(Ensemble.FeatureCount));
        entries.Add(
            directory + "/TrainSchema",
            (TrainSchema ?? new DataViewSchema([features])).ToBytes()
        );
    }

    /// <summary>Length of the feature vector that a trainer saw.</summary>
    private protected static int FeatureLength(
        ModelDirectory directory,
        DataViewSchema schema,
        string column
    ) =>
        schema.Find(column)?.Type.SingleVectorLength
        ?? throw directory.Block.Fault(
            $"its TrainSchema has no vector column {ZipReader.Quote(column)}"
        );

    private protected static void CheckFeatures(
        ModelDirectory directory,
        int length,
        TreeEnsemble ensemble
    )
    {
        if (ensemble.FeatureCount != length)
        {
            throw directory.Block.Fault(
                $"its trees take {ensemble.FeatureCount} features and its TrainSchema says {length}"
            );
        }
    }
}
