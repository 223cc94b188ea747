namespace ClvPredict.Models.MlNet;

/// <summary>Adds a column Probability made from a column of scores.</summary>
/// <param name="ScoreColumn">Name of the column of scores.</param>
/// <param name="Calibrator">The sigmoid.</param>
public sealed record PlattStep(string ScoreColumn, PlattCalibrator Calibrator) : TransformStep
{
    /// <summary>First version that stores the name of the column; before, it was Score.</summary>
    private const uint ColumnSince = 0x10002;

    internal override void Declare(ColumnFlow flow)
    {
        flow.Use(ScoreColumn, ColumnKind.Number);
        flow.Make("Probability", ColumnKind.Number);
    }

    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    ) => batch.SetNumbers("Probability", Calibrator.ProbabilitiesOf(batch.Numbers(ScoreColumn)));

    internal override void Write(ModelEntries entries, string directory)
    {
        Calibrator.Write(entries, directory + "/Calibrator");
        var block = new ModelBlock();
        block.Text(ScoreColumn);
        entries.AddKey(directory, ModelComponent.PlattStep, block);
    }

    internal static PlattStep Read(ModelDirectory directory)
    {
        directory.Expect(ModelComponent.PlattStep);
        var column = directory.Key.VersionWritten < ColumnSince ? "Score" : directory.Text();
        directory.Block.End();
        return new PlattStep(column, PlattCalibrator.Read(directory.Sub("Calibrator")));
    }
}
