using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Features;

/// <summary>What the customers of a <see cref="FeatureTable"/> did in [cutoff, end), row by row.</summary>
public sealed record HoldoutTargets
{
    /// <summary>Purchase days in the holdout.</summary>
    public required ImmutableArray<int> Orders { get; init; }

    /// <summary>Sum of the purchase lines in the holdout, in units of money.</summary>
    public required ImmutableArray<double> GrossValue { get; init; }

    /// <summary>Sum of purchase and return lines in the holdout, in units of money; can be negative.</summary>
    public required ImmutableArray<double> NetValue { get; init; }

    /// <summary>Reads the holdout [cutoff, end) of every row of the table.</summary>
    /// <exception cref="ArgumentException">The end does not lie after the cutoff.</exception>
    public static HoldoutTargets Read(
        CustomerHistories histories,
        FeatureTable table,
        DateOnly end,
        ValueBasis basis = ValueBasis.Money
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(table);
        if (end <= table.Cutoff)
            throw new ArgumentException(
                $"The holdout ends on {end:O}, not after its cutoff {table.Cutoff:O}.",
                nameof(end)
            );
        var orders = new int[table.RowCount];
        var gross = new double[table.RowCount];
        var net = new double[table.RowCount];
        var lines = histories.Lines;
        for (var row = 0; row < orders.Length; row++)
        {
            var customer = table.Facts[row].Customer;
            var (grossMinor, returnsMinor) = (0L, 0L);
            var lastDay = -1;
            for (var i = histories.Offsets[customer]; i < histories.Offsets[customer + 1]; i++)
            {
                var day = lines.Day[i];
                if (day < table.Cutoff.DayNumber)
                    continue;
                if (day >= end.DayNumber)
                    break;
                if (lines.IsReturn[i])
                {
                    returnsMinor += lines.AmountMinor[i];
                    continue;
                }
                grossMinor += lines.AmountMinor[i];
                if (day != lastDay)
                    orders[row]++;
                lastDay = day;
            }
            var byOrders = basis == ValueBasis.Orders;
            gross[row] = byOrders ? orders[row] : Money.ToUnits(grossMinor);
            net[row] = byOrders ? orders[row] : Money.ToUnits(grossMinor + returnsMinor);
        }
        return new HoldoutTargets
        {
            Orders = [.. orders],
            GrossValue = [.. gross],
            NetValue = [.. net],
        };
    }
}
