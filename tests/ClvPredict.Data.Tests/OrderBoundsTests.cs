using ClvPredict.Data.Tests.ParquetOrders;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests;

/// <summary>Lines of some days or customers only: what is left out is counted, what is not read too.</summary>
public sealed class OrderBoundsTests
{
    private const string OutsideDays = "order date outside the days asked for, left out";
    private const string OtherShard = "customer of another shard, left out";

    private static readonly string[] s_lines =
    [
        "a,2024-01-01,1",
        "b,2024-01-31,2",
        ",2024-02-01,4",
        "a,2024-02-29,8",
        "c,2024-03-01,16",
        "d,2024-03-02,32",
    ];

    private static readonly OrderReadOptions s_february = new()
    {
        From = new DateOnly(2024, 2, 1),
        Before = new DateOnly(2024, 3, 1),
    };

    [Fact]
    public void Read_CsvWithBounds_LeavesOutAndCountsTheRest()
    {
        using var folder = new TemporaryFolder();

        var report = OrderReader.Read([Csv(folder)], s_february).Report;

        report.LinesRead.ShouldBe(6);
        report.LinesUsed.ShouldBe(1);
        report.LinesWithoutCustomer.ShouldBe(1);
        report.LinesLeftOut.ShouldBe(4);
        report.LeftOut.ShouldBe(new Ledger(510_000, 0));
        report.Repairs[OutsideDays].ShouldBe(4);
        report.LinesSkipped.ShouldBe(0);
        Sum(report).ShouldBe(630_000);
        (report.From, report.Before).ShouldBe((s_february.From, s_february.Before));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Read_ParquetWithBounds_DoesNotReadRowGroupsOutside(int threads)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("o.parquet", OrderParquet.Of(2, s_lines));

        var log = OrderReader.Read([path], s_february with { Threads = threads });

        log.Report.LinesSkipped.ShouldBe(4);
        log.Report.LinesRead.ShouldBe(2);
        log.Report.LinesLeftOut.ShouldBe(0);
        OrderTableText
            .Lines(log.Orders)
            .ShouldBe(OrderTableText.Lines(OrderReader.Read([Csv(folder)], s_february).Orders));
    }

    [Fact]
    public void Read_RowGroupWithALineWithoutDate_IsReadForItsRejects()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "o.parquet",
            OrderParquet.Of(2, [.. s_lines, "e,,1", "f,2024-04-01,2"])
        );

        var report = OrderReader.Read([path], s_february with { MaxRejectShare = 0.5 }).Report;

        report.FirstRejected.ShouldHaveSingleItem().LineNumber.ShouldBe(7);
        report.LinesSkipped.ShouldBe(4);
        report.LinesLeftOut.ShouldBe(1);
    }

    [Fact]
    public void Read_PartitionsByDate_AreSkippedWithTheirLinesCounted()
    {
        using var folder = new TemporaryFolder();
        foreach (var day in new[] { "2024-01-31", "2024-02-01", "2024-03-01" })
        {
            Directory.CreateDirectory(folder.PathOf($"date={day}"));
            folder.Write($"date={day}/a.parquet", OrderParquet.Of(9, "a,1999-01-01,1", "b,,2"));
        }
        var map = s_february.Map.Add("order_date", "date");

        var report = OrderReader.Read([folder.Path], s_february with { Map = map }).Report;

        report.LinesSkipped.ShouldBe(4);
        report.LinesUsed.ShouldBe(2);
    }

    [Fact]
    public void Read_DatesThatOnlyTheEndDecides_KeepToTheBounds()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "o.csv",
            "customer_id,order_date,amount\na,01/02/2024,1\nb,02/01/2024,2\nc,29/02/2024,4\nd,01/03/2024,8\n"
        );

        var log = OrderReader.Read([path], s_february);

        log.Orders.CustomerIds.ShouldBe(["a", "c"]);
        log.Report.Repairs[OutsideDays].ShouldBe(2);
        log.Report.LeftOut.ShouldBe(new Ledger(100_000, 0));
    }

    [Fact]
    public void Read_Nothing_InTheDays_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var parquet = folder.Write("o.parquet", OrderParquet.Of(2, s_lines));
        var options = new OrderReadOptions { From = new DateOnly(2025, 1, 1) };

        Should
            .Throw<OrderDataException>(() => OrderReader.Read([Csv(folder)], options))
            .Message.ShouldContain(OutsideDays);
        Should
            .Throw<OrderDataException>(() => OrderReader.Read([parquet], options))
            .Message.ShouldContain("none of 6 lines is in the days asked for");
    }

    [Fact]
    public void Read_Shards_FollowTheMd5OfTheCustomer()
    {
        // int(md5(id).hexdigest()[:15], 16) % 3 + 1 in Python: c 1; a and b 2, as without a customer; d 3.
        using var folder = new TemporaryFolder();
        var parquet = folder.Write("o.parquet", OrderParquet.Of(2, s_lines));
        string[][] expected =
        [
            ["c"],
            ["a", "b"],
            ["d"],
        ];

        for (var n = 1; n <= 3; n++)
        {
            var options = new OrderReadOptions { Shard = new CustomerShard(n, 3), Threads = n };
            foreach (var source in new[] { Csv(folder), parquet })
            {
                var log = OrderReader.Read([source], options);

                log.Orders.CustomerIds.ShouldBe(expected[n - 1]);
                log.Report.Repairs[OtherShard].ShouldBe(log.Report.LinesLeftOut);
                Sum(log.Report).ShouldBe(630_000);
            }
        }
    }

    [Fact]
    public void Options_OutsideTheirRanges_AreAllNamed()
    {
        var options = new OrderReadOptions
        {
            From = new DateOnly(2024, 1, 1),
            Before = new DateOnly(2024, 1, 1),
            Shard = new CustomerShard(3, 2),
        };

        var message = Should
            .Throw<ArgumentException>(() => OrderReadOptions.Validate(options))
            .Message;

        message.ShouldContain("From");
        message.ShouldContain("Shard");
    }

    private static long Sum(IngestReport report) =>
        report.Ledger.NetMinor + report.WithoutCustomer.NetMinor + report.LeftOut.NetMinor;

    private static string Csv(TemporaryFolder folder) =>
        folder.Write(
            "o.csv",
            "customer_id,order_date,amount\n" + string.Join('\n', s_lines) + "\n"
        );
}
