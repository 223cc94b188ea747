using System.Globalization;
using System.Text;
using ClvPredict.Data.Parquet;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests.Spill;

/// <summary>Orders that are written to disk in parts are those that are read into memory.</summary>
public sealed class OrderPartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ReadParts_NoMemory_HoldsTheLinesAndTheAccountOfARead(int threads)
    {
        var path = _folder.Write("orders.csv", Lines(i => Iso(Day(i))));

        ShouldBeEqual([path], new OrderReadOptions { Threads = threads, MaxRejectShare = 1 });
    }

    [Fact]
    public void ReadParts_DatesThatOnlyTheEndDecides_AreThoseOfARead()
    {
        // Few lines show that the day stands first, and fewer the opposite: these are rejected when all has been written.
        var path = _folder.Write(
            "orders.csv",
            Lines(i =>
                i % 997 == 5 ? "02/17/2021"
                : i % 50 == 3 ? "17/02/2021"
                : $"{(i % 12) + 1:00}/{(i * 7 % 12) + 1:00}/2021"
            )
        );
        var options = new OrderReadOptions { Threads = 2, MaxRejectShare = 1 };

        ShouldBeEqual([path], options);
        ShouldBeEqual(
            [path],
            options with
            {
                Before = new DateOnly(2021, 9, 1),
                Shard = new CustomerShard(2, 3),
            }
        );
    }

    [Fact]
    public void ReadParts_MergedCustomersAndRepeats_AreThoseOfARead()
    {
        var text = Lines(i => Iso(Day(i % 300)));
        var path = _folder.Write("orders.csv", text + text[(text.IndexOf('\n') + 1)..]);
        var aliases = _folder.Write("aliases.csv", "old,new\nc3,c4\nc4,c900\nc5,é\n");

        ShouldBeEqual(
            [path],
            new OrderReadOptions
            {
                MaxRejectShare = 1,
                AliasesPath = aliases,
                Repeats = RepeatPolicy.Drop,
                From = new DateOnly(2020, 2, 1),
                Shard = new CustomerShard(1, 2),
            }
        );
    }

    [Fact]
    public void ReadParts_Parquet_IsThatOfARead()
    {
        var path = _folder.PathOf("orders.parquet");
        using (var stream = File.Create(path))
        {
            var writer = new ParquetWriter(
                stream,
                [
                    new("customer_id", ParquetWriteType.Text),
                    new("order_date", ParquetWriteType.Date),
                    new("amount", ParquetWriteType.Double),
                    new("channel", ParquetWriteType.Text),
                ],
                new ParquetWriteOptions { RowsPerGroup = 500 }
            );
            for (var i = 0; i < 10_000; i++)
            {
                writer.Write(Customer(i));
                writer.Write(Day(i));
                writer.Write(i % 90 / 4.0);
                writer.Write(i % 3 == 0 ? "web" : $"shop {i % 11}");
                writer.EndRow();
            }
            writer.Complete();
        }

        ShouldBeEqual([path], new OrderReadOptions());
        ShouldBeEqual([path], new OrderReadOptions { Threads = 3 });
    }

    [OutsideDataFact("data/online_retail.csv.gz")]
    public void ReadParts_OnlineRetail_IsThatOfARead() =>
        ShouldBeEqual(
            [OutsideData.PathOf("data/online_retail.csv.gz")],
            new OrderReadOptions { Threads = 2 }
        );

    [Fact]
    public void ReadParts_EnoughMemory_WritesNothing()
    {
        var path = _folder.Write("orders.csv", Lines(i => Iso(Day(i))));

        using var parts = OrderReader.ReadParts(
            [path],
            new OrderReadOptions { MaxRejectShare = 1 },
            Spill(1 << 30)
        );

        parts.Count.ShouldBe(1);
        parts.Folder.ShouldBeNull();
        _folder.FileNames().ShouldBe(["orders.csv"]);
    }

    [Fact]
    public void ReadParts_NoLineOfACustomer_IsRefusedAndLeavesNothing()
    {
        var path = _folder.Write(
            "orders.csv",
            "customer_id,order_date,amount\n"
                + string.Concat(Enumerable.Repeat(",2021-01-01,1\n", 30_000))
        );

        Should
            .Throw<OrderDataException>(() =>
                OrderReader.ReadParts([path], new OrderReadOptions(), Spill(1))
            )
            .Message.ShouldContain("none of 30,000 lines has a customer id");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void ReadParts_Stopped_LeavesNothing()
    {
        var path = _folder.Write("orders.csv", Lines(i => Iso(Day(i))));
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() =>
            OrderReader.ReadParts(
                [path],
                new OrderReadOptions { MaxRejectShare = 1 },
                Spill(1),
                new StopAfter(10_000, stop),
                stop.Token
            )
        );
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([path]);
    }

    private void ShouldBeEqual(string[] sources, OrderReadOptions options)
    {
        var expected = OrderReader.Read(
            sources,
            options with
            {
                RejectsPath = _folder.PathOf("rejects.1.csv"),
            }
        );
        using var parts = OrderReader.ReadParts(
            sources,
            options with
            {
                RejectsPath = _folder.PathOf("rejects.2.csv"),
            },
            Spill(1)
        );
        parts.Count.ShouldBeGreaterThan(1);
        var tables = Enumerable.Range(0, parts.Count).Select(parts.Read).OfType<OrderTable>();
        var lines = tables
            .SelectMany(OrderTableText.Lines)
            .OrderBy(CustomerOf, StringComparer.Ordinal);

        // The sort keeps the lines of a customer in the order of their part.
        lines.ShouldBe(OrderTableText.Lines(expected.Orders));
        parts.FirstDay.DayNumber.ShouldBe(expected.Orders.Day.Min());
        parts.LastDay.DayNumber.ShouldBe(expected.Orders.Day.Max());
        var report = parts.Report();
        report.LinesUsed.ShouldBe(expected.Report.LinesUsed);
        report.Ledger.ShouldBe(expected.Report.Ledger);
        report.Repairs.ShouldBe(expected.Report.Repairs);
        report.Rejected.ShouldBe(expected.Report.Rejected);
        report.LinesLeftOut.ShouldBe(expected.Report.LinesLeftOut);
        report.LeftOut.ShouldBe(expected.Report.LeftOut);
        report.LinesWithoutCustomer.ShouldBe(expected.Report.LinesWithoutCustomer);
        report.WithoutCustomer.ShouldBe(expected.Report.WithoutCustomer);
        report.DateFormat.ShouldBe(expected.Report.DateFormat);
        report.Digest.ShouldBe(expected.Report.Digest);
        if (expected.Report.LinesRejected > 0)
            File.ReadAllText(_folder.PathOf("rejects.2.csv"))
                .ShouldBe(File.ReadAllText(_folder.PathOf("rejects.1.csv")));
    }

    private SpillOptions Spill(long memory) =>
        new() { MemoryBytes = memory, Folder = _folder.Path };

    private static string CustomerOf(string line) => line[..line.IndexOf('|')];

    private static string Lines(Func<int, string> date)
    {
        var text = new StringBuilder(
            "customer_id,order_date,order_id,product_id,channel,amount,quantity\n"
        );
        for (var i = 0; i < 20_000; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(i % 40 == 7 ? "" : Customer(i))},{date(i)},o{i / 3},p{i * i % 700},{(i % 5 == 0 ? "" : "web")},{(i % 333 == 1 ? "much" : (i % 60) - 9)},{i % 4}\n"
            );
        return text.ToString();
    }

    // Ids that sort otherwise in UTF-8 than in UTF-16 are among them.
    private static string Customer(int i) =>
        (i * 7919L % 1_009) switch
        {
            0 => "é",
            1 => "\U0001F600 shop",
            2 => "\uFF21",
            3 => "a customer with a name longer than sixteen bytes",
            var number => string.Create(CultureInfo.InvariantCulture, $"c{number}"),
        };

    private static DateOnly Day(int i) => new DateOnly(2020, 1, 1).AddDays(i * 31 % 600);

    private static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class StopAfter(long lines, CancellationTokenSource source) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value > lines)
                source.Cancel();
        }
    }
}
