using ClvPredict.Models.Trees;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// Adds columns made by classification trees: Score, Probability where there is a calibrator, and PredictedLabel
/// (1 where the threshold column is above the threshold, else 0).
/// </summary>
public sealed record BinaryPredictor : TreePredictor
{
    /// <summary>Signatures of models with a calibrator around them; ML.NET's trees have the first.</summary>
    private static readonly string[] s_calibrated =
    [
        ModelComponent.Calibrated.Signature,
        "CALIPRED",
        "PMIXCALP",
        "BINDCALI",
    ];

    /// <summary>Turns scores into probabilities; null when there is none.</summary>
    public PlattCalibrator? Calibrator { get; init; }

    /// <summary>What the threshold column must exceed.</summary>
    public float Threshold { get; init; }

    /// <summary>The column compared with the threshold.</summary>
    public string ThresholdColumn { get; init; } = "Score";

    internal override void Declare(ColumnFlow flow)
    {
        UseFeatures(flow);
        flow.Make("Score", ColumnKind.Number);
        if (Calibrator is not null)
            flow.Make("Probability", ColumnKind.Number);
        flow.Use(ThresholdColumn, ColumnKind.Number);
        flow.Make("PredictedLabel", ColumnKind.Number);
    }

    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        var scores = Score(batch, maxThreads, cancellationToken);
        batch.SetNumbers("Score", scores);
        if (Calibrator is { } calibrator)
            batch.SetNumbers("Probability", calibrator.ProbabilitiesOf(scores));
        var compared = batch.Numbers(ThresholdColumn);
        var labels = new float[batch.RowCount];
        for (int r = 0; r < labels.Length; r++)
            labels[r] = compared[r] > Threshold ? 1 : 0;
        batch.SetNumbers("PredictedLabel", labels);
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var model = directory + "/Model";
        if (Calibrator is { } calibrator)
        {
            EnsembleWriter.Write(entries, model + "/Predictor", Ensemble);
            calibrator.Write(entries, model + "/Calibrator");
            entries.AddKey(model, ModelComponent.Calibrated, new ModelBlock());
        }
        else
        {
            EnsembleWriter.Write(entries, model, Ensemble);
        }
        WriteTrainSchema(entries, directory);
        var block = new ModelBlock();
        block.Text(FeatureColumn);
        block.Bytes.Single(Threshold);
        block.Text(ThresholdColumn);
        entries.AddKey(directory, ModelComponent.Binary, block);
    }

    internal static BinaryPredictor Read(ModelDirectory directory, string step)
    {
        var block = directory.Expect(ModelComponent.Binary).Block;
        var features = directory.Text();
        float threshold = block.Single();
        var thresholdColumn = directory.Text();
        block.End();
        var schema = directory.Schema("TrainSchema");
        int length = FeatureLength(directory, schema, features);
        var model = directory.Sub("Model");
        bool isCalibrated = s_calibrated.Contains(model.Key.Signature);
        var ensemble = EnsembleReader.Read(
            isCalibrated ? model.Sub("Predictor") : model,
            step,
            length
        );
        if (isCalibrated)
            model.Expect(ModelComponent.Calibrated).Block.End();
        CheckFeatures(directory, length, ensemble);
        if (ensemble.Kind is not (EnsembleKind.FastTreeBinary or EnsembleKind.FastForestBinary))
            throw new ModelPackageException(
                $"{step} is a {ModelDirectory.Name(directory.Key)} without a classifier."
            );
        return new BinaryPredictor
        {
            FeatureColumn = features,
            Ensemble = ensemble,
            TrainSchema = schema,
            Calibrator = isCalibrated ? PlattCalibrator.Read(model.Sub("Calibrator")) : null,
            Threshold = threshold,
            ThresholdColumn = thresholdColumn,
        };
    }
}
