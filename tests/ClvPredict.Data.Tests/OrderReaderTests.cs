using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClvPredict.Data.Tests;

public sealed class OrderReaderTests
{
    [Fact]
    public void Read_OnlineRetailHeader_NeedsNoMapping()
    {
        const string Text = """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,Customer ID,Country
            536365,85123A,"WHITE ""HOLDER"", LARGE",6,12/1/2010 8:26,2.55,17850,United Kingdom
            C536379,D,Discount,-1,12/13/2010 9:41,27.5,17850,United Kingdom
            536414,22139,,56,12/1/2010 11:52,0,,United Kingdom
            536415,22140,,1,12/1/2010 11:52,1.25,12346.0,France
            """;

        var (orders, report) = Read(Text);

        orders.CustomerIds.ShouldBe(["12346.0", "17850"]);
        orders.Customer.ShouldBe([0, 1, 1]);
        orders.AmountMinor.ShouldBe([12_500, 153_000, -275_000]);
        orders.IsReturn.ShouldBe([false, false, true]);
        orders.Order[2].ShouldNotBe(orders.Order[1]);
        orders.Products.ShouldBe(["22140", "85123A", "D"]);
        orders.Quantity.ShouldBe([1, 6, -1]);
        orders.Day[1].ShouldBe(new DateOnly(2010, 12, 1).DayNumber);
        orders.SecondOfDay[1].ShouldBe((8 * 3600) + (26 * 60));
        report.DateFormat.ShouldBe("MM/dd/yyyy HH:mm:ss");
        report.Export.ShouldBe("uci-online-retail");
        report.LinesRead.ShouldBe(4);
        report.LinesUsed.ShouldBe(3);
        report.LinesWithoutCustomer.ShouldBe(1);
        report.Ledger.ShouldBe(new Ledger(165_500, -275_000));
        report.Columns["customer_id"].ShouldBe("Customer ID");
        report.Columns.Count.ShouldBe(7);
    }

    [Fact]
    public void Read_AnySource_DigestIsOfTheDecompressedBytes()
    {
        using var folder = new TemporaryFolder();
        const string Text = "customer_id,order_date,amount\nc,2011-01-02,1\n";
        var path = folder.WriteGzip("orders.csv.gz", Text);

        var report = OrderReader.Read([path], new OrderReadOptions()).Report;

        report.Digest.ShouldBe(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))
        );
    }

    [Fact]
    public void Read_ByteOrderMarkSemicolonsAndDecimalCommas_AreUnderstood()
    {
        var (orders, _) = Read(
            "\uFEFFcustomer_id;order_date;amount\r\nc;31.12.2011;1.234,50\r\nc;01.02.2011;7\r\nc;01.02.2011;12,5\r\n"
        );

        orders.AmountMinor.ShouldBe([70_000, 125_000, 12_345_000]);
        orders.Day[1].ShouldBe(new DateOnly(2011, 2, 1).DayNumber);
    }

    [Fact]
    public void Read_NumbersThatCouldHaveThousands_AreRefusedUnlessTold()
    {
        const string Text = "customer_id;order_date;amount\nc;2011-12-31;1.234\n";

        Should
            .Throw<OrderDataException>(() => Read(Text))
            .Message.ShouldContain("'1.234' could have a decimal mark or thousands");

        Read(Text, new() { DecimalSeparator = ',' }).Orders.AmountMinor.ShouldBe([12_340_000]);
        Read(Text, new() { DecimalSeparator = '.' }).Orders.AmountMinor.ShouldBe([12_340]);
    }

    [Fact]
    public void Read_EmptyAmount_IsComputedFromQuantityAndPrice()
    {
        var (orders, report) = Read(
            "customer_id,order_date,amount,quantity,unit_price\nc,2011-01-02,,3,0.33333\nc,2011-01-02,5,3,1\n"
        );

        orders.AmountMinor.ShouldBe([10_000, 50_000]);
        report.Repairs["amount rounded to 4 decimals"].ShouldBe(1);
    }

    [Fact]
    public void Read_ReturnsHoweverMarked_AreNegativeLines()
    {
        var (orders, report) = Read(
            """
            customer_id,order_date,amount,quantity,is_return
            c,2011-01-02,-5,1,
            c,2011-01-02,5,1,Yes
            c,2011-01-02,5,-1,no
            c,2011-01-02,0,-1,0
            c,2011-01-02,0,1,false
            """
        );

        orders.AmountMinor.ShouldBe([-50_000, -50_000, -50_000, 0, 0]);
        orders.IsReturn.ShouldBe([true, true, true, false, true]);
        report.Repairs["return written as positive amount"].ShouldBe(2);
    }

    [Theory]
    [InlineData("c,31/02/2011,1", "date is not a calendar date", "31/02/2011")]
    [InlineData("c,,1", "date is missing", "c,,1")]
    [InlineData("c,soon,1", "date is not in the format of the input", "soon")]
    [InlineData("c,2011-01-13,1", "date is not in the format of the input", "2011-01-13")]
    [InlineData("c,01/02/1899,1", "date is outside 1900..2200", "01/02/1899")]
    [InlineData("c,13/01/2011,NaN", "amount is not a number", "NaN")]
    [InlineData("c,13/01/2011,1e308", "amount is out of range", "1e308")]
    [InlineData("c,13/01/2011,", "amount is missing", "c,13/01/2011,")]
    [InlineData("c,13/01/2011", "fewer fields than the header", "c,13/01/2011")]
    [InlineData("c,13/01/2011,1,2", "more fields than the header", "c,13/01/2011,1,2")]
    [InlineData(
        "c,13/01/2011,\"1\"x",
        "quoted field is not closed or has text after it",
        "c,13/01/2011,\"1\"x"
    )]
    [InlineData("c,12/25/2011,1", "date is not a calendar date", "12/25/2011")]
    public void Read_UnusableLine_IsRejectedByName(string line, string reason, string text)
    {
        var good = string.Concat(Enumerable.Repeat("c,14/01/2011,1\n", 120));

        var report = Read("customer_id,order_date,amount\n" + good + line + "\n").Report;

        report.Rejected.ShouldBe([KeyValuePair.Create(reason, 1L)]);
        report.FirstRejected.Single().Text.ShouldBe(text);
        report.FirstRejected.Single().LineNumber.ShouldBe(122);
        report.FirstRejected.Single().Reason.ShouldBe(reason);
        report.LinesUsed.ShouldBe(120);
    }

    [Fact]
    public void Read_CustomerIdTooLong_IsRejected()
    {
        var text =
            "customer_id,order_date,amount\n"
            + new string('x', 513)
            + ",2011-01-02,1\n"
            + new string('x', 512)
            + ",2011-01-02,1\n";

        var report = Read(text, new() { MaxRejectShare = 0.5 }).Report;

        report.Rejected["customer id is longer than 512 bytes"].ShouldBe(1);
        report.LinesUsed.ShouldBe(1);
    }

    [Fact]
    public void Read_TooManyRejects_NamesReasonsAndKeepsTheRejectsFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "orders.csv",
            "customer_id,order_date,amount\nc,2011-01-02,1\nc,2011-01-03,\"x,y\"\n"
        );
        var options = new OrderReadOptions { RejectsPath = folder.PathOf("rejects.csv") };

        var fault = Should.Throw<OrderDataException>(() => OrderReader.Read([path], options));

        fault.Message.ShouldContain("1 of 2 lines (50.00 %) cannot be used");
        fault.Message.ShouldContain($"1 x amount is not a number, first in {path}, line 3: 'x,y'");
        fault.Message.ShouldContain("--max-reject 0.5");
        var rejects = CsvTable.Read(folder.PathOf("rejects.csv"));
        rejects.Columns.ShouldBe(["source", "line", "reason", "text"]);
        rejects[0, 0].ShouldBe(path);
        rejects[0, 1].ShouldBe("3");
        rejects[0, 3].ShouldBe("c,2011-01-03,\"x,y\"");
        folder.FileNames().ShouldBe(["orders.csv", "rejects.csv"]);
    }

    [Fact]
    public void Read_NothingRejected_WritesNoRejectsFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("orders.csv", "customer_id,order_date,amount\nc,2011-01-02,1\n");

        OrderReader.Read(
            [path],
            new OrderReadOptions { RejectsPath = folder.PathOf("rejects.csv") }
        );

        folder.FileNames().ShouldBe(["orders.csv"]);
    }

    [Fact]
    public void Read_RefusedForAnotherReason_LeavesNoFileBehind()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "orders.csv",
            "customer_id,order_date,amount,currency\nc,bad,1,EUR\nc,2011-01-02,1,EUR\nc,2011-01-02,1,USD\n"
        );
        var options = new OrderReadOptions { RejectsPath = folder.PathOf("rejects.csv") };

        var fault = Should.Throw<OrderDataException>(() => OrderReader.Read([path], options));

        fault.Message.ShouldContain("line 4: currency 'USD' after 'EUR'");
        folder.FileNames().ShouldBe(["orders.csv"]);
    }

    [Fact]
    public void Read_ValueIsOrders_IgnoresAmountsAndTakesReturnsFromQuantity()
    {
        var (orders, _) = Read(
            "customer_id,order_date,amount,quantity\nc,2011-01-02,,\nc,2011-01-02,rubbish,-1\nc,2011-01-02,-4,1\n",
            new() { ValueIsOrders = true }
        );

        orders.AmountMinor.ShouldBe([0, 0, 0]);
        orders.IsReturn.ShouldBe([false, false, true]);
    }

    [Fact]
    public void Read_OptionalColumns_AreKeptAsCodesOrMissing()
    {
        var (orders, report) = Read(
            """
            customer_id,order_date,amount,department,source,discount,country
            c,2011-01-02,1,food,web,0.5,AT
            c,2011-01-02,1,,shop,-2,
            c,2011-01-02,1,toys,,ten,DE
            """
        );

        orders.Categories.ShouldBe(["food", "toys"]);
        orders.Category.ShouldBe([-1, 0, 1]);
        orders.Channels.ShouldBe(["shop", "web"]);
        orders.Channel.ShouldBe([0, 1, -1]);
        orders.DiscountMinor.ShouldBe([20_000, 5_000, 0]);
        orders.Country.ShouldBe([-1, 0, 1]);
        orders.Order.ShouldBeEmpty();
        report.Repairs["discount is not a number, left out"].ShouldBe(1);
        report.Repairs["discount written as negative"].ShouldBe(1);
    }

    [Fact]
    public void Read_LinesInAnotherOrder_GivesTheSameHistories()
    {
        var lines = Enumerable
            .Range(0, 200)
            .Select(i =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"c{i % 17},2011-01-{(i % 28) + 1:00},{i % 13}.{i % 7},o{i % 50}"
                )
            )
            .ToArray();
        var header = "customer_id,order_date,amount,order_id\n";
        var expected = CustomerHistories.Build(Read(header + string.Join('\n', lines)).Orders);

        new Random(3).Shuffle(lines);
        var actual = CustomerHistories.Build(Read(header + string.Join('\n', lines)).Orders);

        actual.CustomerIds.ShouldBe(expected.CustomerIds);
        actual.Lines.Day.ShouldBe(expected.Lines.Day);
        actual.Lines.AmountMinor.ShouldBe(expected.Lines.AmountMinor);
        actual.Lines.Order.ShouldBe(expected.Lines.Order);
        actual.StartsOrder.ShouldBe(expected.StartsOrder);
    }

    [Fact]
    public void Read_RandomAmounts_LedgerIsExactToTheMinorUnit()
    {
        var random = new Random(9);
        var text = new StringBuilder("customer_id,order_date,amount\n");
        decimal gross = 0,
            returns = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var amount = new decimal(random.Next(), 0, 0, random.Next(4) == 0, 4);
            gross += Math.Max(amount, 0);
            returns += Math.Min(amount, 0);
            text.Append(CultureInfo.InvariantCulture, $"c{random.Next(50)},2011-01-02,{amount}\n");
        }

        var (orders, report) = Read(text.ToString());

        report.Ledger.ShouldBe(
            new Ledger((long)(gross * Money.MinorPerUnit), (long)(returns * Money.MinorPerUnit))
        );
        CustomerHistories.Build(orders).Ledger.ShouldBe(report.Ledger);
    }

    [Fact]
    public void Read_LatinOneBeyondTheFirstBlock_IsRejectedOnlyWhereItIsNeeded()
    {
        using var folder = new TemporaryFolder();
        using var bytes = new MemoryStream();
        bytes.Write("customer_id,order_date,amount,description\n"u8);
        for (var i = 0; i < 30_000; i++)
            bytes.Write("c,2011-01-02,1,x\n"u8);
        bytes.Write("c,2011-01-02,1,"u8);
        bytes.Write([0xA3, (byte)'\n', (byte)'c', 0xE9]);
        bytes.Write(",2011-01-02,1,x\n"u8);
        var path = folder.Write("orders.csv", bytes.ToArray());

        var report = OrderReader.Read([path], new OrderReadOptions()).Report;

        report.LinesUsed.ShouldBe(30_001);
        report.Rejected["text is not UTF-8"].ShouldBe(1);
    }

    [Fact]
    public void Read_SumBeyondMoney_IsRefusedNotWrapped()
    {
        var text =
            "customer_id,order_date,amount\n"
            + string.Concat(Enumerable.Repeat("c,2011-01-02,100000000000\n", 10_000));

        Should
            .Throw<OrderDataException>(() => Read(text))
            .Message.ShouldContain("add up to more than");
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        var text =
            "customer_id,order_date,amount\n"
            + string.Concat(Enumerable.Repeat("c,2011-01-02,1\n", 20_000));
        using var folder = new TemporaryFolder();
        var path = folder.Write("orders.csv", text);

        Should.Throw<OperationCanceledException>(() =>
            OrderReader.Read(
                [path],
                new OrderReadOptions(),
                linesRead: null,
                new CancellationToken(canceled: true)
            )
        );
    }

    [Fact]
    public void Read_OptionsOutsideTheirRange_NamesThemAll()
    {
        var options = new OrderReadOptions
        {
            MaxRejectShare = 1.5,
            DecimalSeparator = 'x',
            Separator = '"',
            Map = new OrderReadOptions().Map.Add("colour", "x"),
        };

        var fault = Should.Throw<ArgumentException>(() => OrderReader.Read(["-"], options));

        fault.Message.ShouldContain("MaxRejectShare is 1.5");
        fault.Message.ShouldContain("DecimalSeparator is 'x'");
        fault.Message.ShouldContain("Separator is '\"'");
        fault.Message.ShouldContain("role 'colour'");
    }

    private static OrderLog Read(string text, OrderReadOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        return OrderReader.Read(
            [folder.Write("orders.csv", text)],
            options ?? new OrderReadOptions()
        );
    }
}
