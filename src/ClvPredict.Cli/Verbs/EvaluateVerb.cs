using System.CommandLine;
using System.Globalization;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Models.Evaluation;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv evaluate: fit before a cutoff, predict the horizon, compare with what happened.</summary>
internal static class EvaluateVerb
{
    public static Command Create()
    {
        var input = new OrderInput();
        var known = new CustomerInput();
        var settings = new TrainSettings();
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
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var options = settings.Read(parse, input.ValueBasis(parse));
                var path = parse.GetValue(predictions) is { } p ? OutputFiles.RequireCsv(p) : null;
                var day = parse.GetValue(cutoff)!.Value;
                var log = input.Read(parse, output, path, cancellationToken);
                var orders = known.Add(
                    parse,
                    Histories.Of(log, day, output, cancellationToken),
                    output,
                    cancellationToken
                );
                options = settings.WithMargin(parse, options, orders, output);
                RequireHoldout(
                    orders.Customers,
                    day,
                    options.Horizon.EndFrom(day),
                    parse.GetValue(partial)
                );
                var backtest = Backtest.Run(orders.Data, day, options, output, cancellationToken);
                CustomerInput.Report(backtest.Model.Manifest.Features, orders.Data, output);
                if (path is not null)
                    PredictionsFile.Write(backtest, orders.Customers, path);
                output.Result(
                    new { Evaluation = backtest.Result, backtest.Model.Manifest },
                    () => Describe(backtest.Result)
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

    private static string Describe(EvaluationResult r)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) =>
            text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        var v = r.Model.HoldoutValue;
        var c = r.Model.Churn;
        Line(
            $"{r.Customers:N0} customers, holdout {r.Cutoff:yyyy-MM-dd} to {r.HoldoutEnd.AddDays(-1):yyyy-MM-dd} ({r.Horizon})"
        );
        Line(
            $"value   actual {r.ActualTotal:N2}, predicted {r.PredictedTotal:N2}, bias {v.Bias:P1}"
        );
        Line(
            $"        {"", -28} {"mae", 10} {"bias", 8} {"spearman", 9} {"ngini", 7} {"top10", 7}"
        );
        Line(
            $"        {"model", -28} {v.Mae, 10:N3} {v.Bias, 8:P1} {v.Spearman, 9:0.0000} {v.NormalizedGini, 7:0.0000} {v.Top10Share, 7:0.0000}"
        );
        foreach (var b in r.Baselines)
            Line(
                $"        {b.Title, -28} {Number(b.Mae, "N3"), 10} {Number(b.Bias, "P1"), 8} {b.Spearman, 9:0.0000} {b.NormalizedGini, 7:0.0000} {b.Top10Share, 7:0.0000}"
            );
        Line(
            $"        rmse {v.Rmse:N3}, median mae {v.MedianMae:N3}, decile mape {v.DecileMape:0.000}"
        );
        if (r.Model.Orders is { } o)
            Line(
                $"orders  mae {o.Mae:0.0000}, rmse {o.Rmse:0.0000}, bias {o.Bias:P1}, ngini {o.NormalizedGini:0.0000}"
            );
        Line(
            $"churn   auc {c.Auc:0.0000}, brier {c.Brier:0.0000}, log loss {c.LogLoss:0.0000}, ece {c.CalibrationError:0.0000}, rate {c.ActualRate:P1}, mean {c.MeanPredicted:P1}"
        );
        if (r.Model.Interval is { } i)
            Line($"range   covers {i.Coverage:P1} (80 % meant), mean width {i.MeanWidth:N2}");
        text.Append(r.Verdict);
        return text.ToString();
    }

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
}
