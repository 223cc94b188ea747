namespace ClvPredict.Data;

/// <summary>What order lines brought and what they cost, in minor units (see <see cref="Money"/>).</summary>
/// <param name="NetMinor">Sum of the amounts, returns taken off.</param>
/// <param name="CostMinor">Sum of the costs, with the signs of the amounts; a line without a cost counts as 0.</param>
public sealed record CostSummary(long NetMinor, long CostMinor)
{
    /// <summary>Margin on net value: (net - cost) / net, below 1, negative where the lines cost more than they brought; NaN
    /// without net value.</summary>
    public double Margin => NetMinor == 0 ? double.NaN : (double)(NetMinor - CostMinor) / NetMinor;

    /// <summary>Adds up the lines before a day; null where the orders have no costs.</summary>
    public static CostSummary? Of(OrderTable orders, DateOnly before)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (orders.CostMinor.IsEmpty)
            return null;
        var (net, cost) = (0L, 0L);
        for (var line = 0; line < orders.LineCount; line++)
        {
            if (orders.Day[line] >= before.DayNumber)
                continue;
            checked
            {
                net += orders.AmountMinor[line];
                cost += orders.CostMinor[line];
            }
        }
        return new CostSummary(net, cost);
    }
}
