using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Service.Customers;

/// <summary>Sorts customers by a column.</summary>
internal static class CustomerOrder
{
    /// <summary>Places of all customers in order; equals in the order of the places, what is missing last.</summary>
    public static int[] Of(
        ImmutableArray<CustomerScore> customers,
        CustomerSort sort,
        bool descending
    )
    {
        var rows = new int[customers.Length];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        if (sort == CustomerSort.CustomerId)
        {
            // They are sorted by id.
            if (descending)
                Array.Reverse(rows);
            return rows;
        }
        var keys = new double[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            var key = Key(customers[row], sort);
            keys[row] =
                double.IsNaN(key) ? double.PositiveInfinity
                : descending ? -key
                : key;
        }
        Array.Sort(keys, rows);
        SortTies(keys, rows);
        return rows;
    }

    private static void SortTies(double[] keys, int[] rows)
    {
        var start = 0;
        for (var i = 1; i <= keys.Length; i++)
        {
            if (i < keys.Length && keys[i].Equals(keys[start]))
                continue;
            if (i - start > 1)
                Array.Sort(rows, start, i - start);
            start = i;
        }
    }

    private static double Key(CustomerScore c, CustomerSort sort) =>
        sort switch
        {
            CustomerSort.PredictedClv => c.PredictedClv,
            CustomerSort.ClvMedian => c.ClvMedian,
            CustomerSort.ClvLow => c.ClvLow,
            CustomerSort.ClvHigh => c.ClvHigh,
            CustomerSort.ExpectedOrders => c.ExpectedOrders,
            CustomerSort.ExpectedOrderValue => c.ExpectedOrderValue,
            CustomerSort.ChurnProbability => c.ChurnProbability,
            CustomerSort.ProbabilityAlive => c.ProbabilityAlive,
            CustomerSort.NextOrderDate => c.NextOrderDate?.DayNumber ?? double.NaN,
            CustomerSort.HistoricValue => c.HistoricValue,
            CustomerSort.TotalClv => c.TotalClv,
            CustomerSort.ValueAtRisk => c.ValueAtRisk,
            CustomerSort.ExpectedProfitOfContact => c.ExpectedProfitOfContact,
            CustomerSort.TargetRank => c.TargetRank ?? double.NaN,
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Not a column."),
        };
}
