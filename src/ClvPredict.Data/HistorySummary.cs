namespace ClvPredict.Data;

/// <summary>What a set of customer histories holds.</summary>
/// <param name="Customers">Customers with at least one line.</param>
/// <param name="Buyers">Customers with at least one purchase line.</param>
/// <param name="Orders">Orders with at least one purchase line.</param>
/// <param name="PurchaseDays">Pairs of customer and day with at least one purchase line.</param>
/// <param name="OneTimeShare">Share of the buyers with exactly one purchase day, 0..1; NaN without buyers.</param>
/// <param name="FirstDay">Day of the first line.</param>
/// <param name="LastDay">Day of the last line.</param>
/// <param name="Ledger">Sum of all lines of all customers.</param>
public sealed record HistorySummary(
    int Customers,
    int Buyers,
    long Orders,
    long PurchaseDays,
    double OneTimeShare,
    DateOnly FirstDay,
    DateOnly LastDay,
    Ledger Ledger
)
{
    /// <summary>Counts what the histories hold.</summary>
    public static HistorySummary Of(CustomerHistories histories)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var (buyers, oneTime, orders, purchaseDays) = (0, 0, 0L, 0L);
        for (var c = 0; c < histories.CustomerCount; c++)
        {
            var (days, lastDay) = (0, -1);
            for (var i = histories.Offsets[c]; i < histories.Offsets[c + 1]; i++)
            {
                orders += histories.StartsOrder[i] ? 1 : 0;
                if (histories.Lines.IsReturn[i] || histories.Lines.Day[i] == lastDay)
                    continue;
                lastDay = histories.Lines.Day[i];
                days++;
            }
            purchaseDays += days;
            buyers += days > 0 ? 1 : 0;
            oneTime += days == 1 ? 1 : 0;
        }
        return new HistorySummary(
            histories.CustomerCount,
            buyers,
            orders,
            purchaseDays,
            (double)oneTime / buyers,
            histories.FirstDay,
            histories.LastDay,
            histories.Ledger
        );
    }
}
