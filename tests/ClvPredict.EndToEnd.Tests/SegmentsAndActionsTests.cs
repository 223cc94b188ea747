using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>clv segments and clv actions as users call them.</summary>
public sealed class SegmentsAndActionsTests : IDisposable
{
    private static readonly string s_sample = RepositoryFiles.PathOf("data", "sample-orders.csv");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SegmentsAndActions_SampleOrders_GiveFilesAndJsonWithTheModelsNoAttributes()
    {
        ClvRun
            .Start(_folder.Path, "train", s_sample, "--out", "m", "--origins", "0")
            .ShouldBeDone();
        File.WriteAllText(_folder.File("c.csv"), "customer_id,birthday\nC000002,1990-01-05\n");
        string[] orders =
        [
            s_sample,
            "--model",
            "m/clv-*.zip",
            "--customers",
            "c.csv",
            "--json",
            "--threads",
            "1",
        ];

        var segments = Json([
            "segments",
            .. orders,
            "--out",
            "s.csv",
            "--compare-to",
            "2024-07-01",
        ]);
        var actions = Json([
            "actions",
            .. orders,
            "--out",
            "a.parquet",
            "--limit",
            "loyal_orders=5",
        ]);

        var customers = CsvTable.Read(_folder.File("s.csv")).RowCount;
        segments.GetProperty("customers").GetInt32().ShouldBe(customers);
        segments
            .GetProperty("segments")
            .EnumerateArray()
            .Where(r => r.GetProperty("dimension").GetString() == "lifecycle")
            .Sum(r => r.GetProperty("customers").GetInt32())
            .ShouldBe(customers);
        segments.GetProperty("migration").GetProperty("late_lines").GetInt64().ShouldBe(0);
        actions
            .GetProperty("examples")
            .EnumerateArray()
            .Single(a => a.GetProperty("kind").GetString() == "birthday")
            .GetProperty("due_date")
            .GetString()
            .ShouldBe("2025-01-05");
        Wrong("segments", "--audience", "nobody").ShouldContain("lifecycle:at_risk");
        Wrong("segments", "--compare-to", "2030-01-01").ShouldContain("not before the as-of day");
        Wrong("segments", "--limit", "loyal_orders=1").ShouldContain("at least 2");
        Wrong("segments", "--tier-top", "0.8").ShouldContain("at most 1");
    }

    private JsonElement Json(string[] arguments) =>
        JsonDocument.Parse(ClvRun.Start(_folder.Path, arguments).ShouldBeDone().Output).RootElement;

    private string Wrong(string verb, params string[] more)
    {
        var run = ClvRun.Start(_folder.Path, [verb, s_sample, "--model", "m/clv-*.zip", .. more]);
        run.ExitCode.ShouldBe(2, run.Messages);
        return run.Messages;
    }
}
