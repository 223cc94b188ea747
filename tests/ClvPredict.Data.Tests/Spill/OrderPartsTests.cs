using System.Globalization;
using System.IO.Compression;
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

    [Theory]
    [InlineData("csv", false)]
    [InlineData("csv.gz", false)]
    [InlineData("parquet", true)]
    public void ReadParts_FirstLinesAreWritten_PredictsWhatAllWillTake(string ending, bool isExact)
    {
        // What is read ahead of a text counts as read.
        var paths = Enumerable.Range(0, 12).Select(i => ManyLines($"{i:00}.{ending}", i)).ToArray();
        SpillNeed? need = null;

        using var parts = OrderReader.ReadParts(
            paths,
            new OrderReadOptions { Threads = 2 },
            Spill(2 << 20) with
            {
                Predicted = n =>
                {
                    need.ShouldBeNull();
                    need = n;
                },
            }
        );

        parts.Folder.ShouldNotBeNull();
        (need!.Bytes / (double)parts.BytesOnDisk).ShouldBeInRange(isExact ? 0.9 : 0.6, 1.2);
        need.Folder.ShouldBe(_folder.Path);
        need.FreeBytes.ShouldBeGreaterThan(0);
        need.IsMost.ShouldBeFalse();
    }

    [Fact]
    public void ReadParts_NoRoomForTheRest_IsRefusedAtOnceAndLeavesNothing()
    {
        var first = ManyLines("0.csv", 0);
        var rest = _folder.PathOf("1.csv");
        using (var huge = File.Create(rest))
            huge.SetLength(15L << 40);

        Should
            .Throw<IOException>(() =>
                OrderReader.ReadParts([first, rest], new OrderReadOptions(), Spill(300_000))
            )
            .Message.ShouldContain("The rest of the order lines needs up to");
        // What is read after them may be outside the days; then the end of the file is not text.
        Should.Throw<OrderDataException>(() =>
            OrderReader.ReadParts(
                [first, rest],
                new OrderReadOptions { Before = new DateOnly(2022, 1, 1) },
                Spill(300_000)
            )
        );
        Directory.GetFileSystemEntries(_folder.Path).Order().ShouldBe([first, rest]);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("2021-10-01", true)]
    [InlineData("2021-10-28", false)]
    [InlineData("2022-01-01", true)]
    public void ReadParts_LinesLeftOutByTheirDays_PredictsTheMost(string? before, bool isMost)
    {
        var path = ManyLines("0.csv", 0);
        SpillNeed? need = null;

        using var parts = OrderReader.ReadParts(
            [path],
            new OrderReadOptions
            {
                Before = before is null
                    ? null
                    : DateOnly.Parse(before, CultureInfo.InvariantCulture),
            },
            Spill(300_000) with
            {
                Predicted = n => need = n,
            }
        );

        need!.IsMost.ShouldBe(isMost);
    }

    private string ManyLines(string name, int seed)
    {
        var path = _folder.PathOf(name);
        var lines = Enumerable
            .Range(seed * 20_000, 20_000)
            .Select(i => (Customer(i), Day: new DateOnly(2021, 1, 1).AddDays(i * 31 % 300), i));
        if (!name.EndsWith("parquet", StringComparison.Ordinal))
        {
            using var stream = File.Create(path);
            using Stream text = name.EndsWith("gz", StringComparison.Ordinal)
                ? new GZipStream(stream, CompressionLevel.Fastest)
                : stream;
            using var writer = new StreamWriter(text);
            writer.Write("customer_id,order_date,order_id,channel,amount\n");
            foreach (var (customer, day, i) in lines)
                writer.Write(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{customer},{day:yyyy-MM-dd},order number {i / 3},shop {i % 11},{i % 90}\n"
                    )
                );
            return path;
        }
        TableWriter.Write(
            path,
            [
                new TableColumn("customer_id", TableColumnType.Text),
                new TableColumn("order_date", TableColumnType.Day),
                new TableColumn("amount", TableColumnType.Number64),
            ],
            table =>
            {
                foreach (var (customer, day, i) in lines)
                {
                    table.Text(customer);
                    table.Day(day);
                    table.Number(i % 90 / 4.0);
                    table.EndRow();
                }
            },
            rowsPerGroup: 2_000
        );
        return path;
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
