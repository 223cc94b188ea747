using System.Globalization;
using System.Text;
using ClvPredict.Models.Evaluation;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv evaluate prints for people.</summary>
internal static class EvaluationText
{
    public static string Describe(BacktestResult backtest)
    {
        var r = backtest.Result;
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
            Line(
                $"range   covers {i.Coverage:P1} ({backtest.Predictions.RangeCoverage:P0} meant), mean width {i.MeanWidth:N2}, quantiles of the tiers {i.PlainTierWidth:N2}"
            );
        text.AppendLine(r.Verdict);
        text.Append(
            CultureInfo.InvariantCulture,
            $"Judged before the cutoff: {backtest.Model.Manifest.Verdict}"
        );
        return text.ToString();
    }

    /// <summary>The judge's table over several cutoffs; empty when there was only one.</summary>
    public static string Describe(JudgeReport? judge)
    {
        if (judge is null)
            return "";
        var text = new StringBuilder("\n\n");
        void Line(FormattableString line) =>
            text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        foreach (var o in judge.Origins)
            Line(
                $"origin  {o.Cutoff:yyyy-MM-dd}, {o.Horizon}, {o.Customers:N0} customers: total off by {o.Bias:+0.0 %;-0.0 %} (prior alone {o.PriorBias:+0.0 %;-0.0 %})"
            );
        foreach (var g in judge.Gains)
            Line(
                $"{g.Target, -9} loss below {g.Against, -14} {g.Gain, 8:0.0 %;-0.0 %}  (95 %: {g.Low:0.0 %;-0.0 %} to {g.High:0.0 %;-0.0 %})"
            );
        text.Append(judge.Verdict);
        return text.ToString();
    }

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
}
