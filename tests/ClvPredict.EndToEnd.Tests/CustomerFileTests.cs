using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>Attributes and events of customers beside the orders, through the program as users call it.</summary>
public sealed class CustomerFileTests : IDisposable
{
    private static readonly string s_sample = RepositoryFiles.PathOf("data", "sample-orders.csv");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainAndScore_WithAttributesAndEvents_NeedThemAlikeAndUseThem()
    {
        WriteFiles();
        ClvRun.Start(_folder.Path, ["train", s_sample, "--out", "m", .. Files]).ShouldBeDone();
        var zip = Directory.GetFiles(_folder.File("m"), "*.zip").ShouldHaveSingleItem();

        ClvRun
            .Start(
                _folder.Path,
                ["features", s_sample, "--model", zip, "--out", "rows.csv", .. Files]
            )
            .ShouldBeDone();
        ClvRun
            .Start(_folder.Path, ["score", s_sample, "--model", zip, "--out", "s.csv", .. Files])
            .ShouldBeDone();
        var without = ClvRun.Start(
            _folder.Path,
            "score",
            s_sample,
            "--model",
            zip,
            "--out",
            "t.csv"
        );

        var rows = CsvTable.Read(_folder.File("rows.csv"));
        rows.Columns.ShouldContain("customer_plan=gold");
        rows.Columns.ShouldContain("event_visit_30d");
        CsvTable.Read(_folder.File("s.csv")).RowCount.ShouldBe(rows.RowCount);
        without.ExitCode.ShouldBe(2);
        without.Messages.ShouldContain("give the file by --customers");
        File.Exists(_folder.File("t.csv")).ShouldBeFalse();
    }

    private static string[] Files => ["--customers", "customers.csv", "--events", "events.csv"];

    private void WriteFiles()
    {
        var orders = CsvTable.Read(s_sample);
        var (customer, date) = (orders.IndexOf("customer_id"), orders.IndexOf("order_date"));
        var rows = Enumerable.Range(0, orders.RowCount).ToArray();
        File.WriteAllLines(
            _folder.File("customers.csv"),
            rows.Select(r => orders[r, customer])
                .Distinct()
                .Select((id, i) => $"{id},{(i % 3 == 0 ? "gold" : "free")},{i % 60}")
                .Prepend("customer_id,plan,age")
        );
        File.WriteAllLines(
            _folder.File("events.csv"),
            rows.Where(r => r % 2 == 0)
                .Select(r => $"{orders[r, customer]},{orders[r, date]},visit")
                .Prepend("customer_id,time,type")
        );
    }
}
