using ClvPredict.Models.Package;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>What train and run share: judge the options on the latest window of the past, then train on everything.</summary>
internal static class TrainingRun
{
    public static ClvModel Run(
        Histories orders,
        TrainingOptions options,
        Output output,
        CancellationToken cancellationToken
    )
    {
        BacktestResult? backtest = null;
        if (
            Backtest.LatestWindow(orders.Customers, orders.AsOf, options.Horizon)
            is var (cutoff, horizon)
        )
        {
            output.Report(
                $"backtest: training on orders before {cutoff:yyyy-MM-dd}, predicting {horizon}"
            );
            backtest = Backtest.Run(
                orders.Data,
                cutoff,
                options with
                {
                    Horizon = horizon,
                },
                output,
                cancellationToken
            );
            output.Report(backtest.Result.Verdict);
        }
        output.Report($"training on orders before {orders.AsOf:yyyy-MM-dd}, for {options.Horizon}");
        var model = ModelTrainer.Train(
            orders.Data,
            orders.AsOf,
            options,
            orders.Log.Report.Digest,
            backtest?.Result,
            output,
            cancellationToken
        );
        CustomerInput.Report(model.Manifest.Features, orders.Data, output);
        return model;
    }
}
