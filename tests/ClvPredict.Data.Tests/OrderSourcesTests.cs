using System.Text;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Tests;

/// <summary>Files, folders, patterns, and what they must hold.</summary>
public sealed class OrderSourcesTests
{
    private const string Header = "customer_id,order_date,amount\n";

    [Fact]
    public void Read_FolderOfPlainAndGzipFiles_ReadsAllInOrdinalOrder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.csv", Header + "b,2011-01-02,1\n");
        folder.WriteGzip("a.csv.gz", Header + "a,2011-01-02,1\n");
        folder.Write("notes.txt", "no orders");
        folder.Write("C.csv", "Customer ID;Date;Total\nc;2011-01-02;1\n");

        OrderSource
            .Resolve([folder.Path])
            .Select(source => Path.GetFileName(source.Name))
            .ShouldBe(["C.csv", "a.csv.gz", "b.csv"]);
        Read(folder.Path).Orders.CustomerIds.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Read_Pattern_ReadsItsMatchesOnly()
    {
        using var folder = new TemporaryFolder();
        folder.Write("2011-01.csv", Header + "a,2011-01-02,1\n");
        folder.Write("2011-02.csv", Header + "b,2011-01-02,1\n");
        folder.Write("2012-01.csv", Header + "c,2011-01-02,1\n");

        Read(folder.PathOf("2011-*.csv")).Orders.CustomerIds.ShouldBe(["a", "b"]);
        Should
            .Throw<OrderDataException>(() => Read(folder.PathOf("2013-*.csv")))
            .Message.ShouldContain("no file matches");
    }

    [Fact]
    public void Resolve_Dash_IsStandardInput() =>
        OrderSource.Resolve(["-"]).Single().Name.ShouldBe("standard input");

    [Fact]
    public void Read_OneFileTwice_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", Header + "a,2011-01-02,1\n");

        Should
            .Throw<OrderDataException>(() => Read(path, folder.Path))
            .Message.ShouldContain("named twice");
    }

    [Fact]
    public void Read_MissingFile_NamesThePath() =>
        Should
            .Throw<OrderDataException>(() => Read("absent/orders.csv"))
            .Message.ShouldBe("no such file: absent/orders.csv");

    [Fact]
    public void Read_FolderWithoutCsv_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Should
            .Throw<OrderDataException>(() => Read(folder.Path))
            .Message.ShouldContain("is a folder without");
    }

    [Fact]
    public void Read_FilesWithDifferentRoles_AreRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", Header + "a,2011-01-02,1\n");
        folder.Write("b.csv", "customer_id,order_date,amount,sku\nb,2011-01-02,1,x\n");

        var message = Should.Throw<OrderDataException>(() => Read(folder.Path)).Message;

        message.ShouldContain("b.csv has a column for product_id ('sku')");
        message.ShouldContain("a.csv has none");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\r\n", "is empty")]
    [InlineData("customer_id,order_date,amount\n", "a header and no order lines")]
    [InlineData(
        "customer_id,order_date,amount\n,2011-01-02,1\n",
        "none of 1 lines has a customer id"
    )]
    [InlineData(
        "customer_id,order_date\nc,2011-01-02\n",
        "no column for amount (or quantity and unit_price"
    )]
    [InlineData("customer_id,order_date,unit_price\nc,2011-01-02,3\n", "no column for amount")]
    [InlineData(
        "who,when,amount\nc,2011-01-02,1\n",
        "no column for customer_id and order_date. The header has: who, when, amount."
    )]
    [InlineData(
        "user_id,buyer_id,date,amount\na,b,2011-01-02,1\n",
        "'user_id' and 'buyer_id' could both be customer_id"
    )]
    [InlineData(
        "Customer ID,customer-id,date,amount\na,b,2011-01-02,1\n",
        "could both be customer_id"
    )]
    [InlineData(
        "customer_id,order_date,amount\nc,2011-01-02,\0\n",
        "is binary, not CSV: byte 44 is NUL"
    )]
    [InlineData("\"customer_id,order_date\"x,amount\nc,d,1\n", "header has a broken quote")]
    public void Read_UnusableFile_IsRefusedByName(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("orders.csv", text);

        var fault = Should.Throw<OrderDataException>(() => Read(path));

        fault.Message.ShouldContain(message);
        fault.Message.ShouldContain("orders.csv");
    }

    [Fact]
    public void Read_TextInAnotherEncoding_NamesTheByte()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "orders.csv",
            Encoding.Latin1.GetBytes(Header + "Jos\u00E9,2011-01-02,1\n")
        );

        Should
            .Throw<OrderDataException>(() => Read(path))
            .Message.ShouldContain("byte 34 is 0xE9 in line 2");
    }

    [Fact]
    public void Read_GzipCutShortAnywhere_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var lines = string.Concat(Enumerable.Range(0, 40).Select(i => $"c{i},2011-01-02,{i}\n"));
        var whole = File.ReadAllBytes(folder.WriteGzip("whole.csv.gz", Header + lines));

        for (var length = 2; length < whole.Length; length++)
        {
            var path = folder.Write("cut.csv.gz", whole[..length]);

            var fault = Should.Throw<OrderDataException>(
                () => Read(path),
                $"{length} of {whole.Length} bytes"
            );

            fault.Message.ShouldContain("damaged or incomplete gzip");
        }
    }

    [Fact]
    public void Read_GzipOfSeveralMembers_ReadsThemAll()
    {
        using var folder = new TemporaryFolder();
        var first = File.ReadAllBytes(folder.WriteGzip("1.gz", Header + "a,2011-01-02,1\n"));
        var second = File.ReadAllBytes(folder.WriteGzip("2.gz", "b,2011-01-02,1\n"));

        var path = folder.Write("both.csv.gz", [.. first, .. second]);

        Read(path).Orders.CustomerIds.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Read_GzipWithAChangedByte_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(
            folder.WriteGzip(
                "orders.csv.gz",
                Header + string.Concat(Enumerable.Repeat("c,2011-01-02,1\n", 100))
            )
        );
        bytes[^6] ^= 1;

        Should
            .Throw<OrderDataException>(() => Read(folder.Write("changed.csv.gz", bytes)))
            .Message.ShouldContain("damaged");
    }

    [Fact]
    public void Read_MappedColumns_WinOverNames()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "orders.csv",
            "who,customer_id,when,amount,Net Price\na,b,2011-01-02,1,2\n"
        );
        var map = new OrderReadOptions()
            .Map.Add("customer_id", "who")
            .Add("order_date", "when")
            .Add("amount", "net_price");

        var orders = OrderReader.Read([path], new OrderReadOptions { Map = map }).Orders;

        orders.CustomerIds.ShouldBe(["a"]);
        orders.AmountMinor.ShouldBe([20_000]);
    }

    [Fact]
    public void Read_MapToAColumnThatIsNotThere_ShowsTheHeader()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("orders.csv", Header + "a,2011-01-02,1\n");
        var options = new OrderReadOptions
        {
            Map = new OrderReadOptions().Map.Add("country", "land"),
        };

        Should
            .Throw<OrderDataException>(() => OrderReader.Read([path], options))
            .Message.ShouldContain(
                "--map country=land names no column of the header: customer_id, order_date, amount"
            );
    }

    [Fact]
    public void Read_OwnNameBesideSynonyms_Wins()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "orders.csv",
            "customer,customer_id,date,order_date,total,amount\nx,a,bad,2011-01-02,9,1\n"
        );

        var report = Read(path).Report;

        report.Columns["customer_id"].ShouldBe("customer_id");
        report.Columns["order_date"].ShouldBe("order_date");
        report.Columns["amount"].ShouldBe("amount");
    }

    private static OrderLog Read(params string[] sources) =>
        OrderReader.Read(sources, new OrderReadOptions());
}
