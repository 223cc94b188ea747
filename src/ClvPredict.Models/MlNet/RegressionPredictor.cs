using ClvPredict.Models.Trees;

namespace ClvPredict.Models.MlNet;

/// <summary>Adds a column Score made by regression or ranking trees.</summary>
public sealed record RegressionPredictor : TreePredictor
{
    private ModelComponent Component =>
        Ensemble.Kind == EnsembleKind.FastTreeRanking
            ? ModelComponent.Ranking
            : ModelComponent.Regression;

    internal override void Declare(ColumnFlow flow)
    {
        UseFeatures(flow);
        flow.Make("Score", ColumnKind.Number);
    }

    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    ) => batch.SetNumbers("Score", Score(batch, maxThreads, cancellationToken));

    internal override void Write(ModelEntries entries, string directory)
    {
        EnsembleWriter.Write(entries, directory + "/Model", Ensemble);
        WriteTrainSchema(entries, directory);
        var block = new ModelBlock();
        block.Text(FeatureColumn);
        entries.AddKey(directory, Component, block);
    }

    internal static RegressionPredictor Read(ModelDirectory directory, string step)
    {
        var features = directory.Text();
        directory.Block.End();
        var schema = directory.Schema("TrainSchema");
        int length = FeatureLength(directory, schema, features);
        var ensemble = EnsembleReader.Read(directory.Sub("Model"), step, length);
        CheckFeatures(directory, length, ensemble);
        var predictor = new RegressionPredictor
        {
            FeatureColumn = features,
            Ensemble = ensemble,
            TrainSchema = schema,
        };
        if (ensemble.Kind is EnsembleKind.FastTreeBinary or EnsembleKind.FastForestBinary)
            throw new ModelPackageException(
                $"{step} is a {ModelDirectory.Name(directory.Key)} with a classifier."
            );
        directory.Expect(predictor.Component);
        return predictor;
    }
}
