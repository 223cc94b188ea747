using System.Globalization;
using System.Text;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests;

/// <summary>Lines that arrive sorted by customer, taken table by table, are those of a whole reading.</summary>
public sealed class SortedOrdersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("c{0:000000}")]
    [InlineData("{0}")]
    public void ReadSorted_ManyTables_HoldTheLinesAndTheAccountOfARead(string id)
    {
        // A customer with more lines than a table takes, one whose lines are no orders, and lines without a customer.
        var path = _folder.Write(
            "orders.csv",
            Lines(id, i => i < 400_000 ? i / 3 : 200_000 + (i / 30_000))
        );
        var expected = OrderReader.Read([path], new OrderReadOptions());

        using var sorted = OrderReader.ReadSorted([path], new OrderReadOptions());
        var tables = sorted.Read().ToArray();

        tables.Length.ShouldBeGreaterThan(1);
        tables
            .SelectMany(OrderTableText.Lines)
            .OrderBy(line => line[..line.IndexOf('|')], StringComparer.Ordinal)
            .ShouldBe(OrderTableText.Lines(expected.Orders));
        var report = sorted.Report();
        report.Ledger.ShouldBe(expected.Report.Ledger);
        report.LinesUsed.ShouldBe(expected.Report.LinesUsed);
        report.LinesWithoutCustomer.ShouldBe(expected.Report.LinesWithoutCustomer);
        report.Rejected.ShouldBe(expected.Report.Rejected);
        report.Digest.ShouldBe(expected.Report.Digest);
    }

    [Theory]
    [InlineData("a,b,a", "'a' comes after 'b'")]
    [InlineData("9,10,9", "'9' comes after '10'")]
    [InlineData("9,10,x,11", "'x' comes after '10'")]
    [InlineData("7,007", "'007' comes after '7'")]
    [InlineData("a,A", "'A' comes after 'a'")]
    public void ReadSorted_CustomersThatAreNotSorted_AreRefusedByName(string ids, string fault)
    {
        var path = _folder.Write(
            "orders.csv",
            "customer_id,order_date,amount\n"
                + string.Concat(ids.Split(',').Select(id => id + ",2021-01-01,5\n"))
        );
        using var sorted = OrderReader.ReadSorted([path], new OrderReadOptions());

        Should.Throw<OrderDataException>(() => sorted.Read().Count()).Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData("9,10,11,100")]
    [InlineData("10,100,11,9")]
    [InlineData("1,2,a,b")]
    [InlineData("A,a,é")]
    public void ReadSorted_CustomersByNumberOrByBytes_AreTaken(string ids)
    {
        var path = _folder.Write(
            "orders.csv",
            "customer_id,order_date,amount\n"
                + string.Concat(ids.Split(',').Select(id => id + ",2021-01-01,5\n,2021-01-01,1\n"))
        );
        using var sorted = OrderReader.ReadSorted([path], new OrderReadOptions());

        sorted.Read().Sum(table => table.CustomerIds.Length).ShouldBe(ids.Split(',').Length);
    }

    [Fact]
    public void ReadSorted_WhatOnlyTheEndWouldShow_IsRefusedFromTheStart()
    {
        var open = _folder.Write("open.csv", "customer_id,order_date,amount\na,01/02/2021,5\n");
        using var sorted = OrderReader.ReadSorted([open], new OrderReadOptions());

        Should
            .Throw<OrderDataException>(() => sorted.Read().Count())
            .Message.ShouldContain("--date-format dmy");
        Should
            .Throw<ArgumentException>(() =>
                OrderReader.ReadSorted([open], new OrderReadOptions { AliasesPath = open })
            )
            .Message.ShouldContain("Merged customers");
    }

    [Fact]
    public void ReadSorted_NoLineOfACustomer_IsRefusedAtTheEnd()
    {
        var path = _folder.Write("none.csv", "customer_id,order_date,amount\n,2021-01-02,5\n");
        using var sorted = OrderReader.ReadSorted([path], new OrderReadOptions());

        sorted.Read().ShouldBeEmpty();
        Should.Throw<OrderDataException>(sorted.Report).Message.ShouldContain("has a customer id");
    }

    private static string Lines(string id, Func<int, int> customer)
    {
        var text = new StringBuilder("customer_id,order_date,order_id,product_id,amount\n");
        for (var i = 0; i < 600_000; i++)
        {
            var name =
                i % 50 == 7 ? "" : string.Format(CultureInfo.InvariantCulture, id, customer(i));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{name},2021-{(i % 12) + 1:00}-{(i % 28) + 1:00},o{i / 2},p{i % 700},{(i % 999 == 5 ? "much" : (i % 60) - 9)}\n"
            );
        }
        return text.ToString();
    }
}
