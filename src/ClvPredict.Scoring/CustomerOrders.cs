using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Scoring;

/// <summary>A customer with all order lines.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="Lines">The order lines, in any order.</param>
public readonly record struct CustomerOrders(string CustomerId, ReadOnlyMemory<OrderLine> Lines)
{
    /// <summary>A customer of histories as seen on a day: the lines dated before it that had arrived before it. Order ids are the
    /// numbers that the reader gave the orders of the customer.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="customer">Number of the customer, see <see cref="CustomerHistories.CustomerIds"/>.</param>
    /// <param name="asOf">The first day not observed.</param>
    public static CustomerOrders Of(CustomerHistories histories, int customer, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var table = histories.Lines;
        var lines = new List<OrderLine>();
        for (var line = histories.Offsets[customer]; line < histories.Offsets[customer + 1]; line++)
        {
            if (
                table.Day[line] < asOf.DayNumber
                && (table.ArrivalDay.IsEmpty || table.ArrivalDay[line] < asOf.DayNumber)
            )
                lines.Add(Line(table, line));
        }
        return new CustomerOrders(histories.CustomerIds[customer], lines.ToArray());
    }

    private static OrderLine Line(OrderTable table, int line) =>
        new(
            DateOnly
                .FromDayNumber(table.Day[line])
                .ToDateTime(TimeOnly.MinValue)
                .AddSeconds(table.SecondOfDay[line]),
            (decimal)table.AmountMinor[line] / Money.MinorPerUnit
        )
        {
            IsReturn = table.IsReturn[line],
            OrderId =
                !table.Order.IsEmpty && table.Order[line] is >= 0 and var order
                    ? order.ToString(CultureInfo.InvariantCulture)
                    : null,
            ProductId = Text(table.Product, table.Products, line),
            Category = Text(table.Category, table.Categories, line),
            Channel = Text(table.Channel, table.Channels, line),
            Campaign = Text(table.Campaign, table.Campaigns, line),
            Country = Text(table.Country, table.Countries, line),
            Quantity =
                table.Quantity.IsEmpty || double.IsNaN(table.Quantity[line])
                    ? null
                    : table.Quantity[line],
            Discount = Units(table.DiscountMinor, line),
            Cost = Units(table.CostMinor, line),
        };

    private static string? Text(LineColumn<int> codes, ImmutableArray<string> texts, int line) =>
        !codes.IsEmpty && codes[line] is >= 0 and var code ? texts[code] : null;

    private static decimal Units(LineColumn<long> minor, int line) =>
        minor.IsEmpty ? 0 : (decimal)minor[line] / Money.MinorPerUnit;
}
