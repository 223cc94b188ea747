using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>The order lines of a window as totals.</summary>
internal sealed class WindowTotals
{
    private WindowTotals() { }

    /// <summary>Customers x days with a purchase.</summary>
    public long PurchaseDays { get; private set; }

    /// <summary>Purchase lines.</summary>
    public long Lines { get; private set; }

    /// <summary>Value of the purchase lines in units of money.</summary>
    public double Gross { get; private set; }

    /// <summary>Value of the return lines in units of money, not negative.</summary>
    public double Returns { get; private set; }

    /// <summary>Discounts on purchase lines in units of money.</summary>
    public double Discounts { get; private set; }

    /// <summary>Purchase lines by column and value.</summary>
    public ImmutableArray<(string Column, ImmutableArray<string> Names, long[] Lines)> Groups
    {
        get;
        private set;
    } = [];

    public static WindowTotals Of(CustomerHistories histories, DateOnly start, DateOnly end)
    {
        var lines = histories.Lines;
        var columns = new[]
        {
            ("channel", lines.Channels, lines.Channel),
            ("category", lines.Categories, lines.Category),
            ("campaign", lines.Campaigns, lines.Campaign),
            ("country", lines.Countries, lines.Country),
        }
            .Where(c => !c.Item3.IsEmpty)
            .ToArray();
        var counts = columns.Select(c => new long[c.Item2.Length]).ToArray();
        var totals = new WindowTotals();
        var (gross, returns, discounts) = (0L, 0L, 0L);
        var (first, last) = (start.DayNumber, end.DayNumber);
        for (var c = 0; c < histories.CustomerCount; c++)
        {
            var lastDay = -1;
            for (var i = histories.Offsets[c]; i < histories.Offsets[c + 1]; i++)
            {
                var day = lines.Day[i];
                if (day < first)
                    continue;
                if (day >= last)
                    break;
                if (lines.IsReturn[i])
                {
                    returns -= lines.AmountMinor[i];
                    continue;
                }
                gross += lines.AmountMinor[i];
                discounts += lines.DiscountMinor.IsEmpty ? 0 : lines.DiscountMinor[i];
                totals.Lines++;
                if (day != lastDay)
                    totals.PurchaseDays++;
                lastDay = day;
                for (var k = 0; k < columns.Length; k++)
                {
                    var code = columns[k].Item3[i];
                    if (code >= 0)
                        counts[k][code]++;
                }
            }
        }
        totals.Gross = Money.ToUnits(gross);
        totals.Returns = Money.ToUnits(returns);
        totals.Discounts = Money.ToUnits(discounts);
        totals.Groups = [.. columns.Select((c, k) => (c.Item1, c.Item2, counts[k]))];
        return totals;
    }
}
