using ClvPredict.Data;

namespace ClvPredict.Decisions.Experiments;

/// <summary>What customers did in a window, by id.</summary>
public static class WindowOutcomes
{
    /// <summary>Net value and purchase days of each customer in [from, to); 0 for one without lines.</summary>
    /// <param name="histories">The order lines.</param>
    /// <param name="customerIds">The customers.</param>
    /// <param name="from">First day of the window.</param>
    /// <param name="to">The day after its last one.</param>
    /// <param name="byOrders">Whether every purchase day is worth 1.</param>
    public static (double[] NetValue, int[] PurchaseDays) Read(
        CustomerHistories histories,
        IReadOnlyList<string> customerIds,
        DateOnly from,
        DateOnly to,
        bool byOrders = false
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(customerIds);
        var (values, days) = (new double[customerIds.Count], new int[customerIds.Count]);
        var lines = histories.Lines;
        for (var row = 0; row < values.Length; row++)
        {
            var customer = histories
                .CustomerIds.AsSpan()
                .BinarySearch(customerIds[row], StringComparer.Ordinal);
            if (customer < 0)
                continue;
            var (netMinor, lastDay) = (0L, -1);
            for (var i = histories.Offsets[customer]; i < histories.Offsets[customer + 1]; i++)
            {
                var day = lines.Day[i];
                if (day < from.DayNumber)
                    continue;
                if (day >= to.DayNumber)
                    break;
                netMinor += lines.AmountMinor[i];
                if (lines.IsReturn[i] || day == lastDay)
                    continue;
                days[row]++;
                lastDay = day;
            }
            values[row] = byOrders ? days[row] : Money.ToUnits(netMinor);
        }
        return (values, days);
    }
}
