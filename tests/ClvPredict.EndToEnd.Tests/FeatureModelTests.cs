using ClvPredict.Data;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Trees;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>clv score with a zip that knows nothing of ClvPredict: a chain over feature columns.</summary>
public sealed class FeatureModelTests : IDisposable
{
    private static readonly string s_sample = RepositoryFiles.PathOf("data", "sample-orders.csv");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_ValueAndChurnModelOnFeatures_GivesWhatTheChainGivesOnTheFeaturesFile()
    {
        Write(
            "theirs.zip",
            Concatenate.Of("Features", ["days_since_last_order", "spend_net"]),
            Classifier(),
            CopyColumns.Of("ChurnProbability", "Probability"),
            Regression()
        );

        Clv("score", s_sample, "--model", "theirs.zip", "--out", "scores.csv").ShouldBeDone();
        Clv("features", s_sample, "--out", "rows.csv").ShouldBeDone();
        Clv("inspect", "theirs.zip", "--rows", "rows.csv", "--out", "pred.csv").ShouldBeDone();

        var (scores, rows, chain) = (Read("scores.csv"), Read("rows.csv"), Read("pred.csv"));
        scores.Columns.ShouldBe([
            "customer_id",
            "as_of",
            "predicted_clv",
            "churn_probability",
            "value_rank",
            "value_percentile",
            "value_tier",
            "segment",
            "value_at_risk",
            "rung",
        ]);
        scores.RowCount.ShouldBe(rows.RowCount);
        for (var row = 0; row < scores.RowCount; row++)
        {
            scores[row, 0].ShouldBe(rows[row, 0]);
            scores[row, 2].ShouldBe(chain[row, chain.IndexOf("Score")]);
            scores[row, 3].ShouldBe(chain[row, chain.IndexOf("ChurnProbability")]);
        }
        Enumerable
            .Range(0, scores.RowCount)
            .Select(r => scores[r, 2])
            .Distinct()
            .Count()
            .ShouldBe(2);
    }

    [Fact]
    public void Score_ChurnModelOnly_LeavesValueOut()
    {
        Write("churn.zip", Concatenate.Of("Features", ["spend_net", "orders_90d"]), Classifier());

        Clv("score", s_sample, "--model", "churn.zip", "--out", "scores.csv").ShouldBeDone();

        Read("scores.csv")
            .Columns.ShouldBe(["customer_id", "as_of", "churn_probability", "segment", "rung"]);
    }

    [Fact]
    public void Score_ModelThatListsOneChannel_TakesTheOthersTogether()
    {
        Write(
            "channel.zip",
            Concatenate.Of("Features", ["first_channel=(other)", "first_channel=web"]),
            Regression(2, 0.5f)
        );

        Clv("score", s_sample, "--model", "channel.zip", "--out", "scores.csv").ShouldBeDone();
        Clv("features", s_sample, "--out", "rows.csv").ShouldBeDone();

        var (scores, rows) = (Read("scores.csv"), Read("rows.csv"));
        var values = Enumerable
            .Range(0, rows.RowCount)
            .GroupBy(r => rows[r, rows.IndexOf("first_channel=web")], r => scores[r, 2])
            .ToDictionary(g => g.Key, g => g.Distinct().ToArray());
        values["1"].ShouldBe([Text(3.5)]);
        values["0"].ShouldBe([Text(1.25)]);
    }

    [Fact]
    public void Score_ColumnsThatAreNoFeatures_NamesThemAll()
    {
        Write(
            "other.zip",
            Concatenate.Of("Features", ["Recency", "spend_net", "prior_orders"]),
            Regression(3)
        );

        var run = Clv("score", s_sample, "--model", "other.zip", "--out", "scores.csv");

        run.ExitCode.ShouldBe(4);
        run.Messages.ShouldContain(
            "2 columns that are no features of this data: Recency, prior_orders."
        );
        run.Messages.ShouldContain("columns of a prior exist for models of `clv train` only");
        File.Exists(_folder.File("scores.csv")).ShouldBeFalse();
    }

    [Fact]
    public void Score_RankingModel_IsNoPrediction()
    {
        Write(
            "rank.zip",
            Concatenate.Of("Features", ["spend_net", "orders_90d"]),
            new RegressionPredictor
            {
                FeatureColumn = "Features",
                Ensemble = Stump(EnsembleKind.FastTreeRanking, 2),
            }
        );

        var run = Clv("score", s_sample, "--model", "rank.zip", "--out", "scores.csv");

        run.ExitCode.ShouldBe(4);
        run.Messages.ShouldContain("makes nothing that is taken as a prediction");
        run.Messages.ShouldContain("it makes Score");
    }

    [Fact]
    public void Score_TargetsOfAModelOnFeatures_AreRefused()
    {
        Write("churn.zip", Concatenate.Of("Features", ["spend_net", "orders_90d"]), Classifier());

        var run = Clv(
            "score",
            s_sample,
            "--model",
            "churn.zip",
            "--out",
            "scores.csv",
            "--targets",
            "targets.csv"
        );

        run.ExitCode.ShouldBe(2);
        run.Messages.ShouldContain("need the probability of being alive");
    }

    [Theory]
    [InlineData("--offer-cost", "5")]
    [InlineData("--budget", "100")]
    [InlineData("--range", "90")]
    public void Score_OptionWithoutUseForAModelOnFeatures_IsRefused(string option, string value)
    {
        Write("churn.zip", Concatenate.Of("Features", ["spend_net", "orders_90d"]), Classifier());

        var run = Clv(
            "score",
            s_sample,
            "--model",
            "churn.zip",
            "--out",
            "scores.csv",
            option,
            value
        );

        run.ExitCode.ShouldBe(2);
        run.Messages.ShouldContain("have no use with an ML.NET model");
    }

    [Fact]
    public void Features_Outcomes_AreWhatTheLaterFeaturesAdd()
    {
        Clv(
                "features",
                s_sample,
                "--as-of",
                "2024-06-01",
                "--outcomes",
                "90d",
                "--out",
                "early.csv"
            )
            .ShouldBeDone();
        Clv("features", s_sample, "--as-of", "2024-06-01", "--out", "same.csv").ShouldBeDone();
        Clv("features", s_sample, "--as-of", "2024-08-30", "--out", "later.csv").ShouldBeDone();

        var (early, same, later) = (Read("early.csv"), Read("same.csv"), Read("later.csv"));
        early.Columns.ShouldBe([.. same.Columns, "holdout_value", "holdout_orders", "churned"]);
        var rowOf = Enumerable.Range(0, later.RowCount).ToDictionary(r => later[r, 0]);
        var bought = 0;
        for (var row = 0; row < early.RowCount; row++)
        {
            for (var c = 0; c < same.Columns.Count; c++)
                early[row, c].ShouldBe(same[row, c]);
            var added =
                Number(later, rowOf[early[row, 0]], "repeat_orders")
                - Number(early, row, "repeat_orders");
            Number(early, row, "holdout_orders").ShouldBe(added);
            early[row, early.IndexOf("churned")].ShouldBe(added == 0 ? "true" : "false");
            (
                Number(later, rowOf[early[row, 0]], "spend_net") - Number(early, row, "spend_net")
            ).ShouldBe(Number(early, row, "holdout_value"), 0.01);
            bought += added > 0 ? 1 : 0;
        }
        bought.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Features_OutcomesBeyondTheData_AreRefused()
    {
        var run = Clv(
            "features",
            s_sample,
            "--as-of",
            "2024-12-01",
            "--outcomes",
            "90d",
            "--out",
            "f.csv"
        );

        run.ExitCode.ShouldBe(3);
        run.Messages.ShouldContain("before the outcomes do");
    }

    private ClvRun Clv(params string[] arguments) => ClvRun.Start(_folder.Path, arguments);

    private CsvTable Read(string name) => CsvTable.Read(_folder.File(name));

    private static double Number(CsvTable table, int row, string column) =>
        double.Parse(
            table[row, table.IndexOf(column)],
            System.Globalization.CultureInfo.InvariantCulture
        );

    private void Write(string name, params TransformStep[] steps)
    {
        using var stream = File.Create(_folder.File(name));
        ModelArchive.Write(
            stream,
            MlNetModel
                .Create(TransformerChain.Of(steps))
                .Write()
                .Select(e => (e.Name, (ReadOnlyMemory<byte>)e.Content))
        );
    }

    private static BinaryPredictor Classifier() =>
        new()
        {
            FeatureColumn = "Features",
            Ensemble = Stump(EnsembleKind.FastTreeBinary, 2),
            Calibrator = new PlattCalibrator(-0.4, 0.1),
        };

    private static RegressionPredictor Regression(int features = 2, float threshold = 90) =>
        new()
        {
            FeatureColumn = "Features",
            Ensemble = Stump(EnsembleKind.FastTreeTweedie, features, threshold),
        };

    /// <summary>What a Tweedie model says of a sum of leaves.</summary>
    private static string Text(double leaf) =>
        ((float)Math.Exp(leaf)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TreeEnsemble Stump(EnsembleKind kind, int features, float threshold = 90) =>
        new()
        {
            Kind = kind,
            FeatureCount = features,
            Trees =
            [
                new RegressionTree
                {
                    LteChild = [-1],
                    GtChild = [-2],
                    SplitFeature = [0],
                    Threshold = [threshold],
                    LeafValue = [3.5, 1.25],
                    SplitGain = [1],
                },
            ],
        };
}
