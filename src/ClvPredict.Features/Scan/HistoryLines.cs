using ClvPredict.Data;

namespace ClvPredict.Features.Scan;

/// <summary>The order lines of histories, one at a time.</summary>
internal sealed class HistoryLines(CustomerHistories histories, ScanColumns columns)
{
    private readonly OrderTable _lines = histories.Lines;

    public ScanLine this[int line] =>
        new()
        {
            Day = _lines.Day[line],
            IsReturn = _lines.IsReturn[line],
            AmountMinor = _lines.AmountMinor[line],
            StartsOrder = histories.StartsOrder[line],
            DiscountMinor = columns.Discounts ? _lines.DiscountMinor[line] : 0,
            CostMinor = columns.Costs ? _lines.CostMinor[line] : 0,
            Quantity = columns.Quantities ? _lines.Quantity[line] : double.NaN,
            Product = columns.Products ? _lines.Product[line] : -1,
            Category = columns.Categories ? _lines.Category[line] : -1,
            Channel = columns.Channels ? _lines.Channel[line] : -1,
            Country = columns.Countries ? _lines.Country[line] : -1,
        };
}
