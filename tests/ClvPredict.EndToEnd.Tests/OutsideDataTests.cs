using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>Real order logs and a scorer that shares no code with this project, where they are at hand.</summary>
public sealed class OutsideDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OutsideDataFact("mlnet/check_zip.py", "data/online_retail.csv.gz")]
    public void TrainAndScore_OnlineRetail_AgreesBitForBitWithAnIndependentScorer()
    {
        CheckWithIndependentScorer(
            OutsideData.PathOf("data/online_retail.csv.gz"),
            4_372,
            "--horizon",
            "90d"
        );
    }

    [OutsideDataFact("mlnet/check_zip.py", "data/cdnow_sample.csv.gz")]
    public void TrainAndScore_CdnowSample_AgreesBitForBitWithAnIndependentScorer()
    {
        CheckWithIndependentScorer(
            OutsideData.PathOf("data/cdnow_sample.csv.gz"),
            2_357,
            "--horizon",
            "39w"
        );
    }

    [OutsideDataFact("mlnet/check_zip.py", "data/apparel_trans.csv.gz")]
    public void TrainAndScore_Apparel_AgreesBitForBitWithAnIndependentScorer()
    {
        CheckWithIndependentScorer(
            OutsideData.PathOf("data/apparel_trans.csv.gz"),
            600,
            "--horizon",
            "52w"
        );
    }

    [OutsideDataFact("mlnet/check_zip.py", "data/complete_journey_sample75k.csv.gz")]
    public void TrainAndScore_CompleteJourney_AgreesBitForBitWithAnIndependentScorer()
    {
        CheckWithIndependentScorer(
            OutsideData.PathOf("data/complete_journey_sample75k.csv.gz"),
            2_377,
            "--horizon",
            "60d"
        );
    }

    [OutsideDataFact("mlnet/check_zip.py", "data/cdnow_full.csv.gz")]
    public void TrainAndScore_CdnowFull_AgreesBitForBitWithAnIndependentScorer()
    {
        CheckWithIndependentScorer(
            OutsideData.PathOf("data/cdnow_full.csv.gz"),
            23_570,
            "--horizon",
            "39w"
        );
    }

    [OutsideDataFact("mlnet/check_zip.py", "data/grocery_elog.csv.gz")]
    public void TrainAndScore_GroceryLogWithoutMoney_AgreesBitForBitWithAnIndependentScorer()
    {
        CheckWithIndependentScorer(
            OutsideData.PathOf("data/grocery_elog.csv.gz"),
            1_525,
            ["--value", "orders"],
            "--horizon",
            "26w"
        );
    }

    [OutsideDataFact("data/cdnow_sample.csv.gz", "metrics.py")]
    public void Evaluate_CdnowSample_AgreesWithTheMetricDefinitions()
    {
        var run = ClvRun
            .Start(
                _folder.Path,
                "evaluate",
                OutsideData.PathOf("data/cdnow_sample.csv.gz"),
                "--cutoff",
                "1997-10-01",
                "--horizon",
                "39w",
                "--predictions",
                "p.csv",
                "--json"
            )
            .ShouldBeDone();
        var oracle = ClvRun
            .Run(_folder.Path, "python3", [OutsideData.PathOf("metrics.py"), "p.csv", "--json"])
            .ShouldBeDone();

        using var ours = System.Text.Json.JsonDocument.Parse(run.Output);
        using var theirs = System.Text.Json.JsonDocument.Parse(oracle.Output);
        var model = ours.RootElement.GetProperty("evaluation").GetProperty("model");
        var (value, churn) = (model.GetProperty("holdout_value"), model.GetProperty("churn"));
        var expected = theirs.RootElement;
        Same(value, "mae", expected.GetProperty("value"), "mae");
        Same(value, "rmse", expected.GetProperty("value"), "rmse");
        Same(value, "normalized_gini", expected.GetProperty("value"), "ngini");
        Same(value, "top10_share", expected.GetProperty("value"), "top10");
        Same(value, "spearman", expected.GetProperty("value"), "spearman");
        Same(churn, "auc", expected.GetProperty("churn"), "auc");
        Same(churn, "brier", expected.GetProperty("churn"), "brier");
        Same(churn, "log_loss", expected.GetProperty("churn"), "logloss");
        Same(churn, "calibration_error", expected.GetProperty("churn"), "ece");
    }

    private static void Same(
        System.Text.Json.JsonElement a,
        string nameA,
        System.Text.Json.JsonElement b,
        string nameB
    )
    {
        var expected = b.GetProperty(nameB).GetDouble();
        a.GetProperty(nameA).GetDouble().ShouldBe(expected, 1e-9 * Math.Abs(expected), nameA);
    }

    private void CheckWithIndependentScorer(
        string orders,
        int customers,
        params string[] options
    ) => CheckWithIndependentScorer(orders, customers, [], options);

    // Unjudged, so that the stack ships: trees, blends and level are in the chain.
    private void CheckWithIndependentScorer(
        string orders,
        int customers,
        string[] reading,
        params string[] options
    )
    {
        ClvRun
            .Start(
                _folder.Path,
                ["train", orders, .. reading, "--out", "m", "--origins", "0", .. options]
            )
            .ShouldBeDone();
        var zip = Directory.GetFiles(_folder.File("m"), "*.zip").ShouldHaveSingleItem();
        ClvRun
            .Start(
                _folder.Path,
                ["score", orders, .. reading, "--model", zip, "--out", "scores.csv"]
            )
            .ShouldBeDone();
        ClvRun
            .Start(
                _folder.Path,
                ["features", orders, .. reading, "--model", zip, "--out", "rows.csv"]
            )
            .ShouldBeDone();
        ClvRun
            .Start(_folder.Path, "inspect", zip, "--rows", "rows.csv", "--out", "pred.csv")
            .ShouldBeDone();

        var scores = CsvTable.Read(_folder.File("scores.csv"));
        var chain = CsvTable.Read(_folder.File("pred.csv"));
        scores.RowCount.ShouldBe(customers);
        chain.RowCount.ShouldBe(customers);
        foreach (
            var (ours, theirs) in new[]
            {
                ("churn_probability", "ChurnProbability"),
                ("expected_orders", "ExpectedOrders"),
                ("predicted_clv", "PredictedClv"),
            }
        )
        {
            for (var row = 0; row < customers; row++)
                chain[row, chain.IndexOf(theirs)].ShouldBe(scores[row, scores.IndexOf(ours)]);
        }
        Enumerable
            .Range(0, customers)
            .Select(r => scores[r, 0])
            .Distinct()
            .Count()
            .ShouldBe(customers);
        ClvRun
            .Run(
                _folder.Path,
                "python3",
                [OutsideData.PathOf("mlnet/check_zip.py"), "check", zip, "rows.csv", "pred.csv"]
            )
            .ShouldBeDone()
            .Output.ShouldContain("0 values differ");
    }
}
