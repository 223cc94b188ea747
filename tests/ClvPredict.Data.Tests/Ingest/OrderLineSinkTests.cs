using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Tests.Ingest;

/// <summary>Lines that come one by one with typed values mean the same as in CSV.</summary>
public sealed class OrderLineSinkTests
{
    private static readonly string[] s_columns =
    [
        "customer_id",
        "order_date",
        "order_id",
        "amount",
        "quantity",
    ];

    [Fact]
    public void Add_TypedLines_GiveTheTableThatTheirTextGives()
    {
        var day = new DateOnly(2022, 1, 2).DayNumber;
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "orders.csv",
            "customer_id,order_date,order_id,amount,quantity\n"
                + "a,2022-01-02T00:00:05,o1,12.34,1\n,2022-01-02,o2,5,1\nb,2022-01-02,o1,-0.1,-2\n"
        );
        var expected = OrderReader.Read([path], new OrderReadOptions());
        using var ingest = new OrderIngest(
            new OrderReadOptions(),
            spill: null,
            linesRead: null,
            default
        );
        var header = OrderHeader.Of("typed", s_columns, new OrderReadOptions());
        var sink = ingest.Begin("typed", header);

        Add(
            sink,
            1,
            "a"u8,
            "o1"u8,
            DateField.OfLocal(day, 5),
            NumberField.Of(new(1234, 2, false)),
            1
        );
        Add(sink, 2, ""u8, "o2"u8, DateField.OfLocal(day, 0), NumberField.Of(new(5, 0, false)), 1);
        ingest.Commit(sink);
        Add(sink, 3, "b"u8, "o1"u8, DateField.OfLocal(day, 0), NumberField.OfDouble(-0.1), -2);
        ingest.Commit(sink);
        var actual = ingest.Finish(["typed"]);

        actual.Report.Ledger.ShouldBe(expected.Report.Ledger);
        actual.Report.WithoutCustomer.ShouldBe(expected.Report.WithoutCustomer);
        actual.Orders.CustomerIds.ShouldBe(expected.Orders.CustomerIds);
        actual.Orders.Order.ShouldBe(expected.Orders.Order);
        actual.Orders.SecondOfDay.ShouldBe(expected.Orders.SecondOfDay);
        actual.Orders.Quantity.ShouldBe(expected.Orders.Quantity);
    }

    [Fact]
    public void Add_UnusableTypedLine_IsRejectedWithItsRow()
    {
        var options = new OrderReadOptions { MaxRejectShare = 0.9 };
        using var ingest = new OrderIngest(options, spill: null, linesRead: null, default);
        var sink = ingest.Begin("typed", OrderHeader.Of("typed", s_columns, options));
        var day = new DateOnly(2022, 1, 2).DayNumber;

        Add(sink, 1, "a"u8, "o1"u8, DateField.OfUtc(day, 5), NumberField.OfDouble(1), 1);
        Add(sink, 2, "a"u8, "o1"u8, DateField.Missing, NumberField.OfDouble(1), 1);
        Add(sink, 3, "a"u8, "o1"u8, DateField.OfLocal(5, 0), NumberField.OfDouble(1), 1);
        Add(sink, 4, "a"u8, "o1"u8, DateField.OfLocal(day, 0), NumberField.OfDouble(double.NaN), 1);
        Add(sink, 5, "a"u8, "o1"u8, DateField.OfLocal(day, 0), NumberField.OfDouble(1e300), 1);
        ingest.Commit(sink);
        var report = ingest.Finish(["typed"]).Report;

        report
            .FirstRejected.Select(r => (r.LineNumber, r.Reason))
            .ShouldBe([
                (2, "date is missing"),
                (3, "date is outside 1900..2200"),
                (4, "amount is missing"),
                (5, "amount is out of range"),
            ]);
        report.Repairs["time zone ignored, the day is the one written"].ShouldBe(1);
    }

    private static void Add(
        OrderLineSink sink,
        long lineNumber,
        ReadOnlySpan<byte> customer,
        ReadOnlySpan<byte> order,
        DateField date,
        NumberField amount,
        double quantity
    ) =>
        sink.Add(
            new OrderLineFields
            {
                CustomerId = customer,
                OrderId = order,
                Date = date,
                Amount = amount,
                Quantity = NumberField.OfDouble(quantity),
            },
            lineNumber,
            record: []
        );
}
