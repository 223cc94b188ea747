using System.Globalization;
using ClvPredict.Models.Evaluation;

namespace ClvPredict.Models.Tests.Evaluation;

/// <summary>Reads a predictions file (comma separated, nothing quoted) and names metrics as metrics.py does.</summary>
internal static class PredictionsFile
{
    public static EvaluationColumns Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        var rows = Array.ConvertAll(lines[1..], line => line.Split(','));
        double[] Column(string name) =>
            Array.ConvertAll(
                rows,
                row => double.Parse(row[Array.IndexOf(header, name)], CultureInfo.InvariantCulture)
            );
        return new EvaluationColumns
        {
            ActualValue = Column("actual_value"),
            ActualOrders = Column("actual_orders"),
            PredictedClv = Column("predicted_clv"),
            ClvMedian = Column("clv_median"),
            ClvLow = Column("clv_low"),
            ClvHigh = Column("clv_high"),
            ExpectedOrders = Column("expected_orders"),
            ChurnProbability = Column("churn_probability"),
            Baselines =
            [
                .. header
                    .Where(name => name.StartsWith("baseline_", StringComparison.Ordinal))
                    .Select(name => new BaselineColumn(
                        name[9..],
                        name,
                        BaselineKind.Money,
                        Column(name)
                    )),
                .. header
                    .Where(name => name.StartsWith("rank_", StringComparison.Ordinal))
                    .Select(name => new BaselineColumn(
                        name[5..],
                        name,
                        BaselineKind.Rank,
                        Column(name)
                    )),
            ],
        };
    }

    public static EvaluationResult Evaluate(EvaluationColumns columns) =>
        EvaluationResult.Compute(
            columns,
            new DateOnly(2023, 1, 1),
            "26w",
            new DateOnly(2023, 7, 2)
        );

    public static SortedDictionary<string, double> Flatten(EvaluationResult result)
    {
        var (worth, orders, churn, interval) = result.Model;
        var flat = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["value.mae"] = worth.Mae,
            ["value.rmse"] = worth.Rmse,
            ["value.bias"] = worth.Bias,
            ["value.spearman"] = worth.Spearman,
            ["value.ngini"] = worth.NormalizedGini,
            ["value.top10"] = worth.Top10Share,
            ["value.decile_mape"] = worth.DecileMape,
            ["value.median_mae"] = worth.MedianMae,
            ["orders.mae"] = orders!.Mae,
            ["orders.rmse"] = orders.Rmse,
            ["orders.bias"] = orders.Bias,
            ["orders.ngini"] = orders.NormalizedGini,
            ["churn.auc"] = churn.Auc,
            ["churn.brier"] = churn.Brier,
            ["churn.logloss"] = churn.LogLoss,
            ["churn.ece"] = churn.CalibrationError,
            ["churn.rate"] = churn.ActualRate,
            ["churn.mean"] = churn.MeanPredicted,
            ["interval.coverage"] = interval!.Coverage,
            ["interval.bottom50"] = interval.Bottom50,
            ["interval.middle40"] = interval.Middle40,
            ["interval.top10"] = interval.Top10,
            ["interval.mean_width"] = interval.MeanWidth,
        };
        foreach (var b in result.Baselines)
        {
            flat[b.Title + ".spearman"] = b.Spearman;
            flat[b.Title + ".ngini"] = b.NormalizedGini;
            flat[b.Title + ".top10"] = b.Top10Share;
            if (b.Kind == BaselineKind.Rank)
                flat[b.Title + ".auc"] = b.ChurnAuc;
            else
                (flat[b.Title + ".mae"], flat[b.Title + ".bias"]) = (b.Mae, b.Bias);
        }
        return flat;
    }

    /// <summary>1e-9 relative: both sides add at most some thousand terms of similar size, whose rounding stays far below.</summary>
    public static void ShouldAgree(
        IReadOnlyDictionary<string, double> ours,
        IReadOnlyDictionary<string, double> expected
    )
    {
        ours.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var (name, number) in expected)
            ours[name].ShouldBe(number, 1e-9 * Math.Abs(number), name);
    }
}
