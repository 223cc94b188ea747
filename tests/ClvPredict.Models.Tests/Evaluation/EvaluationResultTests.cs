using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ClvPredict.Models.Evaluation;
using ClvPredict.TestKit;

namespace ClvPredict.Models.Tests.Evaluation;

public sealed class EvaluationResultTests
{
    private static readonly string s_file = RepositoryFiles.PathOf(
        "tests",
        "ClvPredict.Models.Tests",
        "Evaluation",
        "predictions.csv"
    );

    /// <summary>What an independent implementation in Python (standard library only) computed for predictions.csv: 203
    /// invented customers with many equal predictions, zeros and negative values.</summary>
    private static readonly Dictionary<string, double> s_expected = new(StringComparer.Ordinal)
    {
        ["value.mae"] = 31.610837438423644,
        ["value.rmse"] = 55.67930501448947,
        ["value.bias"] = -0.5527094410820612,
        ["value.spearman"] = 0.2651476689797623,
        ["value.ngini"] = 0.3289950549498867,
        ["value.top10"] = 0.2903690181568694,
        ["value.decile_mape"] = 0.5885102621501248,
        ["value.median_mae"] = 31.385566502463053,
        ["orders.mae"] = 0.7396945812807884,
        ["orders.rmse"] = 1.1146537512706245,
        ["orders.bias"] = -0.3632592592592593,
        ["orders.ngini"] = 0.39019239793524113,
        ["churn.auc"] = 0.5125584112149533,
        ["churn.brier"] = 0.3515722454189803,
        ["churn.logloss"] = 2.9845615997810864,
        ["churn.ece"] = 0.2557512723661211,
        ["churn.rate"] = 0.5270935960591133,
        ["churn.mean"] = 0.5800660344827587,
        ["interval.coverage"] = 0.5123152709359606,
        ["interval.bottom50"] = 0.43564356435643564,
        ["interval.middle40"] = 0.5185185185185185,
        ["interval.top10"] = 0.8571428571428571,
        ["interval.mean_width"] = 33.61014778325123,
        ["baseline_past_spend.mae"] = 35.148916256157634,
        ["baseline_past_spend.bias"] = -0.09085632550047817,
        ["baseline_past_spend.spearman"] = 0.3133301464239387,
        ["baseline_past_spend.ngini"] = 0.3455869535071978,
        ["baseline_past_spend.top10"] = 0.28414459336943465,
        ["baseline_formula.mae"] = 49.442019704433505,
        ["baseline_formula.bias"] = 0.939435752615716,
        ["baseline_formula.spearman"] = 0.6508576979775073,
        ["baseline_formula.ngini"] = 0.6816811957777584,
        ["baseline_formula.top10"] = 0.2747782460611109,
        ["rank_days_since_last_order.spearman"] = -0.20521331623452901,
        ["rank_days_since_last_order.ngini"] = -0.1613310087975864,
        ["rank_days_since_last_order.top10"] = 0.06440403935213546,
        ["rank_days_since_last_order.auc"] = 0.3920852803738318,
    };

    [Fact]
    public void Compute_FixedPredictions_AgreesWithIndependentImplementation()
    {
        var result = PredictionsFile.Evaluate(PredictionsFile.Read(s_file));

        result.Customers.ShouldBe(203);
        PredictionsFile.ShouldAgree(PredictionsFile.Flatten(result), s_expected);
        // Sorted outcomes of each tier at rounded positions 0.1 (n - 1) and 0.9 (n - 1), in Python.
        result
            .Model.Interval.ShouldNotBeNull()
            .PlainTierWidth.ShouldBe(89.20832512315272, 1e-12 * 89);
    }

    [PythonFact("metrics.py")]
    public void Compute_GeneratedPredictions_AgreesWithMetricsScript()
    {
        var path = Path.Combine(Path.GetTempPath(), $"clv-metrics-{Guid.NewGuid():N}.csv");
        try
        {
            File.WriteAllText(path, Generate(customers: 1237, seed: 5));

            var ours = PredictionsFile.Flatten(
                PredictionsFile.Evaluate(PredictionsFile.Read(path))
            );

            PredictionsFile.ShouldAgree(ours, RunMetricsScript(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Compute_RowsReversed_ChangesNothingButRowOrderWithinTies()
    {
        var columns = PredictionsFile.Read(s_file);
        static double[] Reverse(ReadOnlyMemory<double> column) => [.. column.ToArray().Reverse()];

        var reversed = new EvaluationColumns
        {
            ActualValue = Reverse(columns.ActualValue),
            ActualOrders = Reverse(columns.ActualOrders),
            PredictedClv = Reverse(columns.PredictedClv),
            ClvMedian = Reverse(columns.ClvMedian),
            ExpectedOrders = Reverse(columns.ExpectedOrders),
            ChurnProbability = Reverse(columns.ChurnProbability),
            ClvLow = Reverse(columns.ClvLow),
            ClvHigh = Reverse(columns.ClvHigh),
            Baselines = [.. columns.Baselines.Select(b => b with { Numbers = Reverse(b.Numbers) })],
        };

        // Coverage by tier follows row order inside ties on purpose; everything else shares outcomes among ties.
        var expected = s_expected
            .Where(pair => !pair.Key.StartsWith("interval.", StringComparison.Ordinal))
            .ToDictionary();
        var ours = PredictionsFile
            .Flatten(PredictionsFile.Evaluate(reversed))
            .Where(pair => expected.ContainsKey(pair.Key))
            .ToDictionary();
        PredictionsFile.ShouldAgree(ours, expected);
    }

    [Fact]
    public void Compute_Deciles_CoverEveryoneAndReachTheWhole()
    {
        var result = PredictionsFile.Evaluate(PredictionsFile.Read(s_file));

        result.Deciles.Select(d => d.Number).ShouldBe(Enumerable.Range(1, 10));
        result.Deciles.Sum(d => d.Customers).ShouldBe(result.Customers);
        result.Deciles.Select(d => d.MeanPredicted).ShouldBeInOrder(SortDirection.Descending);
        // Sums over ten groups of the same numbers: only rounding may differ.
        result.Deciles.Sum(d => d.MeanActual * d.Customers).ShouldBe(result.ActualTotal, 1e-9);
        result
            .Deciles.Sum(d => d.MeanPredicted * d.Customers)
            .ShouldBe(result.PredictedTotal, 1e-9);
        result.Deciles[^1].CumulativeActualShare.ShouldBe(1, 1e-12);
        result.Baselines.ShouldAllBe(b => Math.Abs(b.CumulativeShares[9] - 1) < 1e-12);
        result
            .PerfectShares.Zip(result.Deciles)
            .ShouldAllBe(p => p.First >= p.Second.CumulativeActualShare - 1e-12);
    }

    [Fact]
    public void Compute_Calibration_AddsUpToTheMetrics()
    {
        var result = PredictionsFile.Evaluate(PredictionsFile.Read(s_file));

        result.Calibration.Sum(b => b.Customers).ShouldBe(result.Customers);
        (result.Calibration.Sum(b => b.ActualRate * b.Customers) / result.Customers).ShouldBe(
            result.Model.Churn.ActualRate,
            1e-12
        );
        (result.Calibration.Sum(b => b.MeanPredicted * b.Customers) / result.Customers).ShouldBe(
            result.Model.Churn.MeanPredicted,
            1e-12
        );
    }

    [Fact]
    public void Compute_PerfectPrediction_ScoresPerfectly()
    {
        var actual = new double[] { 0, 10, 20, 0, 5, 80, 0, 3, 0, 1, 0, 7 };
        var orders = actual.Select(v => v > 0 ? 1.0 : 0).ToArray();
        var columns = new EvaluationColumns
        {
            ActualValue = actual,
            ActualOrders = orders,
            PredictedClv = actual,
            ExpectedOrders = orders,
            ChurnProbability = orders.Select(n => 1 - n).ToArray(),
        };

        var result = PredictionsFile.Evaluate(columns);

        var worth = result.Model.HoldoutValue;
        new[] { worth.Mae, worth.Rmse, worth.Bias, worth.DecileMape }.ShouldAllBe(m =>
            Math.Abs(m) < 1e-12
        );
        new[] { worth.Spearman, worth.NormalizedGini, result.Model.Churn.Auc }.ShouldAllBe(m =>
            Math.Abs(m - 1) < 1e-12
        );
        worth.MedianMae.ShouldBe(double.NaN);
        result.Model.Interval.ShouldBeNull();
    }

    [Fact]
    public void Compute_NothingHappened_HasNoShares()
    {
        var zeros = new double[7];
        var columns = new EvaluationColumns
        {
            ActualValue = zeros,
            ActualOrders = zeros,
            PredictedClv = new double[] { 1, 2, 3, 4, 5, 6, 7 },
            ChurnProbability = new double[] { .9, .9, .9, .9, .9, .9, .9 },
        };

        var result = PredictionsFile.Evaluate(columns);

        var worth = result.Model.HoldoutValue;
        new[]
        {
            worth.Bias,
            worth.Spearman,
            worth.NormalizedGini,
            worth.Top10Share,
            worth.DecileMape,
            result.Model.Churn.Auc,
        }.ShouldAllBe(m => double.IsNaN(m));
        worth.Mae.ShouldBe(4);
        result.Deciles.Length.ShouldBe(10);
        result.Deciles.Sum(d => d.Customers).ShouldBe(7);
    }

    [Fact]
    public void Compute_Verdict_NamesTheBestBaselineForEachQuestion()
    {
        var result = PredictionsFile.Evaluate(PredictionsFile.Read(s_file));

        result.Verdict.ShouldStartWith(
            "On 203 customers the model ranks worse than the best baseline (normalised Gini 0.329, baseline_formula 0.682); its total was off by "
        );
    }

    [Fact]
    public void Compute_BadColumns_AreRefusedByName()
    {
        var good = PredictionsFile.Read(s_file);
        var nan = good.PredictedClv.ToArray();
        nan[4] = double.NaN;
        var sure = good.ChurnProbability.ToArray();
        sure[0] = 1.5;

        Message(good with { PredictedClv = nan })
            .ShouldContain("predicted_clv holds NaN in row number 5");
        Message(good with { ChurnProbability = sure })
            .ShouldContain("churn_probability holds 1.5 in row number 1");
        Message(good with { ActualOrders = new double[3] })
            .ShouldContain("actual_orders holds 3 numbers for 203 customers");
        Message(good with { ClvLow = default }).ShouldContain("clv_low holds 0 numbers");
        Message(good with { Baselines = [good.Baselines[0], good.Baselines[0]] })
            .ShouldContain("past_spend is given twice");
        Message(good with { ActualValue = default }).ShouldContain("at least one customer");
    }

    private static string Message(EvaluationColumns columns) =>
        Should.Throw<ArgumentException>(() => PredictionsFile.Evaluate(columns)).Message;

    private static string Generate(int customers, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(
            "customer_id,actual_value,actual_orders,predicted_clv,clv_median,clv_low,clv_high,expected_orders,churn_probability,baseline_a,rank_b\n"
        );
        for (var i = 0; i < customers; i++)
        {
            var orders = random.Next(3) * random.Next(4);
            var worth =
                orders == 0
                    ? -random.Next(2) * random.Next(9)
                    : orders * Math.Exp(3 + random.NextDouble());
            var predicted = random.Next(3) switch
            {
                0 => 0,
                1 => random.Next(6),
                _ => 40 * random.NextDouble(),
            };
            var churn = random.Next(2) == 0 ? random.Next(5) / 4.0 : random.NextDouble();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"c{i},{worth:R},{orders},{predicted:R},{predicted / 2:R},{predicted / 3:R},{predicted * 3:R},{predicted / 20:R},{churn:R},{random.Next(50)},{random.Next(-9, 0)}"
            );
        }
        return text.ToString();
    }

    private static Dictionary<string, double> RunMetricsScript(string path)
    {
        var start = new ProcessStartInfo(PythonFactAttribute.Python!)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { OutsideData.PathOf("metrics.py"), path, "--json" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        using var document = JsonDocument.Parse(json);
        return document
            .RootElement.EnumerateObject()
            .Where(group => group.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(group =>
                group
                    .Value.EnumerateObject()
                    .Select(m => (Name: $"{group.Name}.{m.Name}", Number: m.Value.GetDouble()))
            )
            .ToDictionary(m => m.Name, m => m.Number, StringComparer.Ordinal);
    }
}
