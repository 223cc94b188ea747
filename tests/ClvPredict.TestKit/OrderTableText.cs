using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.TestKit;

/// <summary>Order lines in words, so that tables of different sources can be compared line by line.</summary>
public static class OrderTableText
{
    /// <summary>Every line with all of its columns; a missing column and a missing value differ.</summary>
    public static string[] Lines(OrderTable orders)
    {
        var starts = CustomerHistories.Build(orders).StartsOrder;
        return
        [
            .. Enumerable
                .Range(0, orders.LineCount)
                .Select(line =>
                    string.Join(
                        '|',
                        orders.CustomerIds[orders.Customer[line]],
                        DateOnly
                            .FromDayNumber(orders.Day[line])
                            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        Number(orders.SecondOfDay, line),
                        Number(orders.AmountMinor, line),
                        orders.IsReturn[line] ? "return" : "purchase",
                        starts[line] ? "starts" : "goes on",
                        Number(orders.Order, line),
                        Text(orders.Product, orders.Products, line),
                        Text(orders.Category, orders.Categories, line),
                        Text(orders.Channel, orders.Channels, line),
                        Text(orders.Campaign, orders.Campaigns, line),
                        Text(orders.Country, orders.Countries, line),
                        Number(orders.Quantity, line),
                        Number(orders.DiscountMinor, line),
                        Number(orders.CostMinor, line),
                        Number(orders.ArrivalDay, line)
                    )
                ),
        ];
    }

    private static string Number<T>(LineColumn<T> column, int line)
        where T : struct, IFormattable =>
        column.IsEmpty ? "no column" : column[line].ToString(null, CultureInfo.InvariantCulture);

    private static string Text(LineColumn<int> column, ImmutableArray<string> texts, int line) =>
        column.IsEmpty ? "no column"
        : column[line] < 0 ? "none"
        : texts[column[line]];
}
