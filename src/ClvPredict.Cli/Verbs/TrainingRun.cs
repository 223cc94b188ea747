using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>What train and run share: train on everything, and say what attributes and events were used.</summary>
internal static class TrainingRun
{
    public static TrainedModel Run(
        Histories orders,
        TrainingOptions options,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var trained = ModelTrainer.TrainWithTwin(
            orders.Data,
            orders.AsOf,
            options,
            orders.Log.Report.Digest,
            output,
            cancellationToken
        );
        CustomerInput.Report(trained.Model.Manifest.Features, orders.Data, output);
        return trained;
    }
}
