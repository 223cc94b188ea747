using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Evaluation;
using ClvPredict.Training;
using ClvPredict.Training.Judging;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv evaluate: fit before a cutoff, predict the horizon, compare with what happened.</summary>
internal static class EvaluateVerb
{
    public static Command Create()
    {
        var input = new OrderInput();
        var known = new CustomerInput();
        var settings = new TrainSettings(isEvaluation: true);
        var cutoff = CommonOptions.Date(
            "--cutoff",
            "First day of the holdout; only orders before it are learnt from."
        );
        cutoff.Required = true;
        var predictions = new Option<string?>("--predictions")
        {
            Description = "Predictions, baselines and outcomes, one row a customer (CSV).",
        };
        var partial = new Option<bool>("--allow-partial")
        {
            Description = "Accept data that ends before the horizon does.",
        };
        var range = CommonOptions.Range();
        var json = CommonOptions.Json();
        var verb = new Command(
            "evaluate",
            "Train on orders before a cutoff only, predict the horizon, and compare with what happened: model and every baseline."
        );
        input.AddTo(verb);
        known.AddTo(verb);
        verb.Add(cutoff);
        settings.AddTo(verb);
        verb.Add(predictions);
        verb.Add(partial);
        verb.Add(range);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var config = input.Config(parse);
                var options = settings.Read(parse, input.ValueBasis(parse), config);
                var path = parse.GetValue(predictions) is { } p ? OutputFiles.RequireCsv(p) : null;
                var day = parse.GetValue(cutoff)!.Value;
                var log = input.Read(parse, output, path, cancellationToken);
                var orders = known.Add(
                    parse,
                    Histories.Of(log, day, output, cancellationToken),
                    output,
                    cancellationToken
                );
                options = settings.WithMargin(parse, options, orders, config, output);
                RequireHoldout(
                    orders.Customers,
                    day,
                    options.Horizon.EndFrom(day),
                    parse.GetValue(partial)
                );
                // The model is made as it would have been on that day: judged on earlier cutoffs, then trained.
                var backtest = Backtest.RunJudged(
                    orders.Data,
                    day,
                    options with
                    {
                        Origins = 1,
                    },
                    orders.Log.Report.Digest,
                    parse.GetValue(range),
                    output,
                    cancellationToken
                );
                CustomerInput.Report(backtest.Model.Manifest.Features, orders.Data, output);
                if (path is not null)
                    PredictionsFile.Write(backtest, orders.Customers, path);
                var judged =
                    options.Origins > 1
                        ? JudgeSeveral(orders.Data, day, options, output, cancellationToken)
                        : null;
                output.Result(
                    new
                    {
                        Evaluation = backtest.Result,
                        backtest.Model.Manifest,
                        Judge = judged,
                    },
                    () => EvaluationText.Describe(backtest) + EvaluationText.Describe(judged)
                );
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static void RequireHoldout(
        CustomerHistories customers,
        DateOnly cutoff,
        DateOnly end,
        bool allowPartial
    )
    {
        var lastCovered = customers.LastDay.AddDays(1);
        if (cutoff >= lastCovered)
            throw new OrderDataException(
                $"The cutoff {cutoff:yyyy-MM-dd} lies after the last order on {customers.LastDay:yyyy-MM-dd}: there is nothing to compare with."
            );
        if (end > lastCovered && !allowPartial)
            throw new OrderDataException(
                $"The data ends on {customers.LastDay:yyyy-MM-dd}, before the horizon does on {end.AddDays(-1):yyyy-MM-dd}. Take an earlier cutoff or a shorter horizon, or pass --allow-partial."
            );
    }

    private static JudgeReport JudgeSeveral(
        CustomerData data,
        DateOnly cutoff,
        TrainingOptions options,
        Output output,
        CancellationToken cancellationToken
    ) =>
        Judge
            .Run(
                data,
                Judge.Origins(
                    data.Histories.FirstDay,
                    cutoff,
                    options.Horizon.DaysFrom(cutoff),
                    options.Origins
                ),
                options,
                output,
                cancellationToken
            )
            .Report;
}
