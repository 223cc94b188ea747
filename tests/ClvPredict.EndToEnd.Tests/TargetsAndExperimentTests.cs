using System.Globalization;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>From scores to a list, from the list to groups, from groups to what the list has earned.</summary>
public sealed class TargetsAndExperimentTests : IDisposable
{
    private const string Config = """
        { "budget": 1500, "control_share": 0.25,
          "campaigns": [
            { "name": "mail", "contact_cost": 0.5, "offer_cost": 5, "acceptance": { "mean": 0.2, "strength": 30 }, "discount": true },
            { "name": "call", "contact_cost": 4, "offer_cost": 5, "acceptance": { "mean": 0.4, "strength": 10 }, "max_contacts": 60 } ] }
        """;

    private static readonly string s_sample = RepositoryFiles.PathOf("data", "sample-orders.csv");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TargetsAssignReadoutUplift_SampleOrders_AgreeWithScoresAndEachOther()
    {
        File.WriteAllText(_folder.File("clv.json"), Config);
        Run("train", s_sample, "--as-of", "2024-10-01", "--horizon", "90d", "--out", "models");
        var zip = Directory.GetFiles(_folder.File("models"), "*.zip").ShouldHaveSingleItem();
        string[] model = ["--model", zip, "--as-of", "2024-10-01", "--config", "clv.json"];

        Run(["score", s_sample, .. model, "--out", "scores.csv", "--targets", "listed.csv"]);
        var targets = Json(["targets", s_sample, .. model, "--out", "targets.csv", "--json"]);
        var readout = Json([
            "experiment",
            "readout",
            "targets.csv",
            s_sample,
            "--from",
            "2024-10-01",
            "--to",
            "2024-12-30",
            "--out",
            "outcomes.csv",
            "--json",
        ]);

        var (listed, written) = (Table("listed.csv"), Table("targets.csv"));
        foreach (
            var column in new[]
            {
                "customer_id",
                "campaign",
                "expected_profit_of_contact",
                "target_rank",
            }
        )
            Column(written, column).ShouldBe(Column(listed, column));
        Column(written, "campaign").Count(c => c == "call").ShouldBe(60);
        Column(written, "group")
            .Count(g => g == "control")
            .ShouldBe(targets.GetProperty("control").GetInt32());
        targets.GetProperty("targets").GetInt32().ShouldBe(written.RowCount);
        targets.GetProperty("cost").GetDouble().ShouldBeLessThanOrEqualTo(1500);
        targets.GetProperty("guard").GetProperty("discounts_known").GetBoolean().ShouldBeTrue();
        readout
            .GetProperty("treated")
            .GetInt32()
            .ShouldBe(written.RowCount - targets.GetProperty("control").GetInt32());
        readout
            .GetProperty("notes")
            .EnumerateArray()
            .ShouldAllBe(n => n.GetString()!.Contains("skewed"));
        Sum("outcomes.csv", "net_value").ShouldBe(SumOfOrders(written), 0.01);

        Run(
            "experiment",
            "assign",
            "scores.csv",
            "--salt",
            "x",
            "--control",
            "0.3",
            "--out",
            "a.csv"
        );
        Run(
            "experiment",
            "assign",
            "scores.csv",
            "--salt",
            "x",
            "--control",
            "0.3",
            "--out",
            "b.csv"
        );
        File.ReadAllBytes(_folder.File("b.csv")).ShouldBe(File.ReadAllBytes(_folder.File("a.csv")));
        Run(
            "experiment",
            "readout",
            "a.csv",
            s_sample,
            "--from",
            "2024-10-01",
            "--to",
            "2024-12-30",
            "--out",
            "history.parquet"
        );
        Run("features", s_sample, "--as-of", "2024-10-01", "--out", "features.parquet");
        var uplift = Json([
            "experiment",
            "uplift",
            "history.parquet",
            "--features",
            "features.parquet",
            "--out",
            "uplift.csv",
            "--json",
        ]);
        uplift.GetProperty("deciles").GetArrayLength().ShouldBe(10);
        Table("uplift.csv").RowCount.ShouldBe(Table("scores.csv").RowCount);
    }

    [Fact]
    public void Experiment_WrongInput_IsRefusedWithItsExitCode()
    {
        File.WriteAllText(_folder.File("twice.csv"), "customer_id,group\na,control\na,treatment\n");
        File.WriteAllText(_folder.File("word.csv"), "customer_id,group\na,test\n");
        File.WriteAllText(_folder.File("none.csv"), "customer,group\na,control\n");
        string[] window = [s_sample, "--from", "2024-10-01", "--to", "2024-12-30"];

        Refused(3, "is there twice", ["experiment", "readout", "twice.csv", .. window]);
        Refused(
            3,
            "must be treatment or control",
            ["experiment", "readout", "word.csv", .. window]
        );
        Refused(3, "no column customer_id", ["experiment", "readout", "none.csv", .. window]);
        Refused(
            2,
            "needs a control group",
            ["experiment", "assign", "none.csv", "--salt", "x", "--out", "a.csv"]
        );
        File.Exists(_folder.File("a.csv")).ShouldBeFalse();
    }

    private void Run(params string[] words) => ClvRun.Start(_folder.Path, words).ShouldBeDone();

    private JsonElement Json(string[] words) =>
        JsonDocument
            .Parse(ClvRun.Start(_folder.Path, words).ShouldBeDone().Output)
            .RootElement.Clone();

    private void Refused(int code, string message, string[] words)
    {
        var run = ClvRun.Start(_folder.Path, words);

        run.ExitCode.ShouldBe(code, run.Messages);
        run.Messages.ShouldContain(message);
    }

    private CsvTable Table(string file) => CsvTable.Read(_folder.File(file));

    private static string[] Column(CsvTable table, string name) =>
        [.. Enumerable.Range(0, table.RowCount).Select(row => table[row, table.IndexOf(name)])];

    private double Sum(string file, string name) =>
        Column(Table(file), name).Sum(v => double.Parse(v, CultureInfo.InvariantCulture));

    // What the listed customers bought in the window, added up from the file itself.
    private static double SumOfOrders(CsvTable targets)
    {
        var ids = Column(targets, "customer_id").ToHashSet();
        var orders = CsvTable.Read(s_sample);
        var (id, day, amount) = (
            orders.IndexOf("customer_id"),
            orders.IndexOf("order_date"),
            orders.IndexOf("amount")
        );
        return Enumerable
            .Range(0, orders.RowCount)
            .Where(row =>
                ids.Contains(orders[row, id])
                && string.CompareOrdinal(orders[row, day], "2024-10-01") >= 0
                && string.CompareOrdinal(orders[row, day], "2024-12-30") < 0
            )
            .Sum(row => double.Parse(orders[row, amount], CultureInfo.InvariantCulture));
    }
}
