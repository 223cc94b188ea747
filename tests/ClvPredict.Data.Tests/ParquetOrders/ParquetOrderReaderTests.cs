using ClvPredict.Data.Tests.Parquet;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests.ParquetOrders;

/// <summary>Order lines from Parquet; the oracle is the same lines in CSV, both written by DuckDB. In debug builds slices are
/// five rows long, so that the fixtures have many.</summary>
public sealed class ParquetOrderReaderTests
{
    private static readonly OrderReadOptions s_lenient = new() { MaxRejectShare = 0.2 };

    [Theory]
    [InlineData("typed.parquet")]
    [InlineData("text.parquet")]
    public void Read_FileOfDuckDb_IsTheCsv(string file)
    {
        var csv = OrderReader.Read([OrderParquet.Fixture("orders.csv")], s_lenient);

        foreach (var threads in new[] { 1, 3 })
        {
            var options = s_lenient with { Threads = threads };
            var log = OrderReader.Read([OrderParquet.Fixture(file)], options);

            OrderTableText.Lines(log.Orders).ShouldBe(OrderTableText.Lines(csv.Orders));
            log.Report.Ledger.ShouldBe(csv.Report.Ledger);
            log.Report.WithoutCustomer.ShouldBe(csv.Report.WithoutCustomer);
            log.Report.LinesRead.ShouldBe(120);
            log.Report.Rejected.ShouldBe(csv.Report.Rejected);
            log.Report.Repairs.ShouldBe(csv.Report.Repairs);
            log.Report.Columns.ShouldBe(csv.Report.Columns);
        }
    }

    [Fact]
    public void Read_WideTypesAndNestedColumn_IsTheCsv()
    {
        var csv = OrderReader.Read([OrderParquet.Fixture("orders.csv")], s_lenient);
        var options = s_lenient with { Map = s_lenient.Map.Add("customer_id", "customer.id") };

        var log = OrderReader.Read([OrderParquet.Fixture("wide.parquet")], options);

        OrderTableText.Lines(log.Orders).ShouldBe(OrderTableText.Lines(csv.Orders));
        log.Report.Ledger.ShouldBe(csv.Report.Ledger);
        log.Report.Columns["customer_id"].ShouldBe("customer.id");
    }

    [Fact]
    public void Read_InstantsInUtc_CountByTheBusinessesDay()
    {
        var options = s_lenient with { TimeZone = "Europe/Vienna" };
        var csv = OrderReader.Read(
            [OrderParquet.Fixture("orders.csv")],
            options with
            {
                TimesAreUtc = true,
            }
        );

        var log = OrderReader.Read([OrderParquet.Fixture("utc.parquet")], options);
        var local = OrderReader.Read(
            [OrderParquet.Fixture("typed.parquet")],
            options with
            {
                TimesAreUtc = true,
            }
        );

        OrderTableText.Lines(log.Orders).ShouldBe(OrderTableText.Lines(csv.Orders));
        OrderTableText.Lines(local.Orders).ShouldBe(OrderTableText.Lines(csv.Orders));
        OrderTableText
            .Lines(OrderReader.Read([OrderParquet.Fixture("typed.parquet")], options).Orders)
            .ShouldNotBe(OrderTableText.Lines(csv.Orders));
    }

    [Fact]
    public void Read_ManyFilesAndRowGroups_IsTheSameForAnyThreadCount()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        for (var file = 0; file < 7; file++)
        {
            var lines = Enumerable
                .Range(0, random.Next(40, 90))
                .Select(i =>
                    $"{(i % 11 == 3 ? "" : $"c{random.Next(12)}")},2024-0{random.Next(1, 10)}-11,{(i % 7 == 2 ? "" : $"{random.Next(900)}.5")}"
                )
                .ToArray();
            folder.Write($"part-{file}.parquet", OrderParquet.Of(9, lines));
        }
        var rejects = folder.PathOf("rejects.csv");
        var options = s_lenient with { RejectsPath = rejects };

        var one = OrderReader.Read([folder.Path], options);
        var rejectsOfOne = File.ReadAllText(rejects);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            File.Delete(rejects);
            var many = OrderReader.Read([folder.Path], options with { Threads = threads });

            OrderTableText.Lines(many.Orders).ShouldBe(OrderTableText.Lines(one.Orders));
            many.Report.Digest.ShouldBe(one.Report.Digest);
            many.Report.FirstRejected.ShouldBe(one.Report.FirstRejected);
            File.ReadAllText(rejects).ShouldBe(rejectsOfOne);
        }
        one.Report.LinesRejected.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Read_RowThatCannotBeUsed_IsRejectedWithFileRowAndReason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "o.parquet",
            OrderParquet.Of(2, "a,2024-01-01,1", "b,2024-01-02,2", "c,,3", "d,2024-01-04,")
        );
        var rejects = folder.PathOf("rejects.csv");

        var report = OrderReader
            .Read([path], new() { MaxRejectShare = 0.5, RejectsPath = rejects })
            .Report;

        report
            .FirstRejected.Select(r => (r.Source, r.LineNumber, r.Reason))
            .ShouldBe([(path, 3, "date is missing"), (path, 4, "amount is missing")]);
        File.ReadAllLines(rejects)[1]
            .ShouldBe($"{path},3,date is missing,customer_id=c;order_date=;amount=3");
    }

    [Fact]
    public void Read_CsvAndParquetTogether_AreOneLog()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.Write("a.csv", "customer_id,order_date,amount\na,2024-01-01,1.25\n");
        var parquet = folder.Write(
            "b.parquet",
            OrderParquet.Of(9, "a,2024-01-02,2", "b,2024-01-03,3")
        );

        var log = OrderParquet.Read(csv, parquet);

        log.Report.LinesRead.ShouldBe(3);
        log.Report.Ledger.ShouldBe(new Ledger(62_500, 0));
        log.Report.Digest.ShouldNotBe(OrderParquet.Read(parquet).Report.Digest);
        OrderTableText
            .Lines(OrderParquet.Read(parquet, csv).Orders)
            .ShouldBe(OrderTableText.Lines(log.Orders));
    }

    [Fact]
    public void Read_FolderWithCsvAndParquet_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "customer_id,order_date,amount\na,2024-01-01,1.25\n");
        folder.Write("a.parquet", OrderParquet.Of(9, "a,2024-01-01,1.25"));

        Should
            .Throw<OrderDataException>(() => OrderParquet.Read(folder.Path))
            .Message.ShouldContain("would count twice");
    }

    [Fact]
    public void Read_OtherValueInOneRow_HasAnotherDigest()
    {
        using var folder = new TemporaryFolder();
        var one = folder.Write("1.parquet", OrderParquet.Of(9, "a,2024-01-02,2", "b,2024-01-03,3"));
        var other = folder.Write(
            "2.parquet",
            OrderParquet.Of(9, "a,2024-01-02,2", "b,2024-01-03,4")
        );
        var same = folder.Write("3.parquet", File.ReadAllBytes(one));

        OrderParquet.Read(one).Report.Digest.ShouldNotBe(OrderParquet.Read(other).Report.Digest);
        OrderParquet.Read(one).Report.Digest.ShouldBe(OrderParquet.Read(same).Report.Digest);
    }

    [Fact]
    public void Read_ColumnOfAWrongKind_IsRefusedByItsName()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("o.parquet", OrderParquet.Of(9, "a,2024-01-01,1"));
        var options = new OrderReadOptions
        {
            Map = new OrderReadOptions().Map.Add("order_date", "amount").Add("amount", ""),
            ValueIsOrders = true,
        };

        Should
            .Throw<OrderDataException>(() => OrderReader.Read([path], options))
            .Message.ShouldContain("the column 'amount' for order_date holds FloatingPoint");
    }

    [Fact]
    public void Read_CutOffOrDamagedFile_IsRefusedByItsName()
    {
        using var folder = new TemporaryFolder();
        var lines = Enumerable.Range(0, 200).Select(i => $"c{i},2024-01-02,{i}.25").ToArray();
        var bytes = OrderParquet.Of(50, lines);
        var half = folder.Write("half.parquet", bytes[..(bytes.Length / 2)]);
        var damaged = bytes.ToArray();
        damaged.AsSpan(60, 40).Clear();
        var zeros = folder.Write("zeros.parquet", damaged);
        var good = folder.Write("good.parquet", bytes);

        foreach (var threads in new[] { 1, 2 })
        {
            var options = new OrderReadOptions { Threads = threads };
            Should
                .Throw<OrderDataException>(() => OrderReader.Read([good, half], options))
                .Message.ShouldContain("half.parquet is not a usable Parquet file");
            Should
                .Throw<OrderDataException>(() => OrderReader.Read([zeros, half], options))
                .Message.ShouldContain("zeros.parquet, row group 1");
        }
    }

    [Fact]
    public void Read_ParquetUnderAnotherName_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("orders.dat", OrderParquet.Of(9, "a,2024-01-01,1"));

        Should
            .Throw<OrderDataException>(() => OrderParquet.Read(path))
            .Message.ShouldContain("files named *.parquet");
    }

    [Fact]
    public void Read_OnlyNeededColumns_IsWhatTheDigestSees()
    {
        // The unused columns of the wide table differ; the digest is that of the columns read.
        using var folder = new TemporaryFolder();
        var whole = SampleTable.Write(30);
        var path = folder.Write("o.parquet", whole);
        var options = new OrderReadOptions
        {
            Map = new OrderReadOptions()
                .Map.Add("customer_id", "id")
                .Add("order_date", "day")
                .Add("amount", "strict"),
            MaxRejectShare = 1,
        };
        var withPrice = options with { Map = options.Map.Add("unit_price", "share") };

        var log = OrderReader.Read([path], options);

        log.Report.Digest.ShouldNotBe(OrderReader.Read([path], withPrice).Report.Digest);
        log.Report.Columns.Keys.ShouldBe(["amount", "customer_id", "order_date"]);
    }
}
