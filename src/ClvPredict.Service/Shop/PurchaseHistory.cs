using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Service.Shop;

/// <summary>What a customer has ordered.</summary>
/// <param name="LineCount">Order lines in all.</param>
/// <param name="Lines">The latest of them, the latest first.</param>
public sealed record PurchaseHistory(int LineCount, ImmutableArray<PurchaseLine> Lines)
{
    internal static PurchaseHistory Of(
        CustomerHistories histories,
        int customer,
        DateOnly asOf,
        int limit
    )
    {
        var lines = histories.Lines;
        var shown = ImmutableArray.CreateBuilder<PurchaseLine>();
        var count = 0;
        for (
            var line = histories.Offsets[customer + 1] - 1;
            line >= histories.Offsets[customer];
            line--
        )
        {
            if (lines.Day[line] >= asOf.DayNumber || HasNotArrived(lines, line, asOf))
                continue;
            if (count++ < limit)
                shown.Add(Line(lines, line));
        }
        return new PurchaseHistory(count, shown.DrainToImmutable());
    }

    private static bool HasNotArrived(OrderTable lines, int line, DateOnly asOf) =>
        !lines.ArrivalDay.IsEmpty && lines.ArrivalDay[line] >= asOf.DayNumber;

    private static PurchaseLine Line(OrderTable lines, int line) =>
        new(
            DateOnly.FromDayNumber(lines.Day[line]),
            lines.Order.IsEmpty || lines.Order[line] < 0 ? null : lines.Order[line],
            Text(lines.Product, lines.Products, line),
            Text(lines.Category, lines.Categories, line),
            Text(lines.Channel, lines.Channels, line),
            lines.Quantity.IsEmpty || double.IsNaN(lines.Quantity[line])
                ? null
                : lines.Quantity[line],
            Money.ToUnits(lines.AmountMinor[line]),
            lines.IsReturn[line]
        );

    private static string? Text(LineColumn<int> column, ImmutableArray<string> texts, int line) =>
        column.IsEmpty || column[line] < 0 ? null : texts[column[line]];
}
