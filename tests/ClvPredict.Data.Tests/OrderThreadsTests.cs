using System.Globalization;
using System.Text;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests;

/// <summary>The result of a reading does not depend on the number of threads. In debug builds blocks are 256 bytes long, so
/// that these files have many and records lie across their ends.</summary>
public sealed class OrderThreadsTests
{
    [Theory]
    [InlineData("\n", ',')]
    [InlineData("\r\n", ',')]
    [InlineData("\r", ',')]
    [InlineData("\n", ';')]
    public void Read_QuotesAndLineBreaksAndFaults_IsTheSameForAnyThreadCount(
        string lineEnd,
        char separator
    )
    {
        var text = RandomLines(seed: 11, lines: 3_000, lineEnd).Replace(',', separator);

        ShouldBeEqualForAllThreads(text);
    }

    [Fact]
    public void Read_DatesThatOnlyTheEndDecides_IsTheSameForAnyThreadCount()
    {
        var text = new StringBuilder("customer_id,order_date,amount\n");
        for (var i = 0; i < 500; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"c{i % 7},{(i % 12) + 1:00}/{(i % 9) + 1:00}/2021,1\n"
            );
        text.Append("c1,01/31/2021,1\nc2,31/01/2021,1\nc3,02/28/2021,5\n");

        ShouldBeEqualForAllThreads(text.ToString());
    }

    [Fact]
    public void Read_DecimalMarkThatComesUpLate_IsTheSameForAnyThreadCount()
    {
        // Far enough behind the start that the first look at the file does not see it.
        var text = new StringBuilder("customer_id;order_date;amount\n");
        for (var i = 0; i < 20_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"c{i % 7};2021-01-01;12\n");
        text.Append("c1;2021-01-02;1,5\nc1;2021-01-02;1.234\nc2;2021-01-02;1.234,5\n");

        ShouldBeEqualForAllThreads(text.ToString());
    }

    [Fact]
    public void Read_SecondCurrency_IsRefusedWithItsLineOnAnyThreadCount()
    {
        var text =
            "customer_id,order_date,amount,currency\n"
            + string.Concat(Enumerable.Repeat("c,2021-01-01,1,EUR\n", 300))
            + "c,2021-01-01,1,USD\n"
            + string.Concat(Enumerable.Repeat("c,2021-01-01,1,EUR\n", 300));
        using var folder = new TemporaryFolder();
        var path = folder.Write("orders.csv", text);

        for (var threads = 1; threads <= 3; threads++)
        {
            Should
                .Throw<OrderDataException>(() =>
                    OrderReader.Read([path], new OrderReadOptions { Threads = threads })
                )
                .Message.ShouldContain("line 302: currency 'USD' after 'EUR'");
        }
    }

    [OutsideDataFact("data/online_retail.csv.gz")]
    public void Read_OnlineRetail_IsTheSameForAnyThreadCount()
    {
        var path = OutsideData.PathOf("data/online_retail.csv.gz");
        var one = OrderReader.Read([path], new OrderReadOptions());

        ShouldBeEqual(OrderReader.Read([path], new OrderReadOptions { Threads = 3 }), one);
    }

    private static void ShouldBeEqualForAllThreads(string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("orders.csv", text);
        var options = new OrderReadOptions { MaxRejectShare = 1 };
        var one = OrderReader.Read(
            [path],
            options with
            {
                RejectsPath = folder.PathOf("rejects.1.csv"),
            }
        );
        foreach (var threads in new[] { 2, 3, 8 })
        {
            var rejects = folder.PathOf($"rejects.{threads}.csv");
            var several = OrderReader.Read(
                [path],
                options with
                {
                    Threads = threads,
                    RejectsPath = rejects,
                }
            );

            ShouldBeEqual(several, one);
            if (one.Report.LinesRejected > 0)
                File.ReadAllText(rejects)
                    .ShouldBe(File.ReadAllText(folder.PathOf("rejects.1.csv")));
        }
    }

    private static void ShouldBeEqual(OrderLog actual, OrderLog expected)
    {
        actual.Report.Repairs.ShouldBe(expected.Report.Repairs);
        actual.Report.Rejected.ShouldBe(expected.Report.Rejected);
        actual.Report.FirstRejected.ShouldBe(expected.Report.FirstRejected);
        actual.Report.Ledger.ShouldBe(expected.Report.Ledger);
        actual.Report.WithoutCustomer.ShouldBe(expected.Report.WithoutCustomer);
        actual.Report.LinesRead.ShouldBe(expected.Report.LinesRead);
        actual.Report.LinesWithoutCustomer.ShouldBe(expected.Report.LinesWithoutCustomer);
        actual.Report.DateFormat.ShouldBe(expected.Report.DateFormat);
        actual.Report.Digest.ShouldBe(expected.Report.Digest);
        var (a, b) = (actual.Orders, expected.Orders);
        a.CustomerIds.AsSpan().SequenceEqual(b.CustomerIds.AsSpan()).ShouldBeTrue();
        a.Products.AsSpan().SequenceEqual(b.Products.AsSpan()).ShouldBeTrue();
        a.Customer.SequenceEqual(b.Customer).ShouldBeTrue();
        a.Day.SequenceEqual(b.Day).ShouldBeTrue();
        a.SecondOfDay.SequenceEqual(b.SecondOfDay).ShouldBeTrue();
        a.AmountMinor.SequenceEqual(b.AmountMinor).ShouldBeTrue();
        a.IsReturn.SequenceEqual(b.IsReturn).ShouldBeTrue();
        a.Order.SequenceEqual(b.Order).ShouldBeTrue();
        a.Product.SequenceEqual(b.Product).ShouldBeTrue();
        a.Quantity.SequenceEqual(b.Quantity).ShouldBeTrue();
    }

    private static string RandomLines(int seed, int lines, string lineEnd)
    {
        var random = new Random(seed);
        var text = new StringBuilder("customer_id,order_date,order_id,product_id,amount,note");
        text.Append(lineEnd);
        for (var i = 0; i < lines; i++)
        {
            var customer = random.Next(20) == 0 ? "" : $"c{random.Next(90)}";
            var amount = random.Next(40) == 0 ? "much" : $"{random.Next(-20, 90)}";
            var note = random.Next(12) switch
            {
                0 => $"\"two{lineEnd}lines, {lineEnd}and a third\"",
                1 => "\"say \"\"yes\"\"\"",
                2 => random.Next(20) == 0 ? "\"never closed" : "a \"quote\" inside",
                3 => random.Next(20) == 0 ? "\"closed\" early" : "",
                _ => "plain",
            };
            text.Append(
                CultureInfo.InvariantCulture,
                $"{customer},2021-{random.Next(1, 13):00}-{random.Next(1, 29):00},o{random.Next(400)},p{random.Next(30)},{amount},{note}{lineEnd}"
            );
        }
        return text.ToString();
    }
}
