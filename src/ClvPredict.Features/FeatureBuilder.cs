using System.Runtime.InteropServices;
using ClvPredict.Data;

namespace ClvPredict.Features;

/// <summary>
/// Computes the features of <see cref="FeatureCatalog"/> for every customer at a cutoff. A customer's features are a pure
/// function of its own lines before the cutoff, of the cutoff and of the first day of the log.
/// </summary>
public static class FeatureBuilder
{
    private const int BlockSize = 4096;

    /// <summary>Builds one row for every customer with at least one line before the cutoff.</summary>
    /// <param name="histories">The customers' order lines.</param>
    /// <param name="cutoff">The first day that is not observed; it belongs to the holdout.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="threads">Threads used, at least 1; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    public static FeatureTable Build(
        CustomerHistories histories,
        DateOnly cutoff,
        ValueBasis basis = ValueBasis.Money,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var customers = KnownCustomers(histories, cutoff.DayNumber);
        var facts = new CustomerFacts[customers.Length];
        var columns = new float[FeatureCatalog.All.Length][];
        for (var f = 0; f < columns.Length; f++)
            columns[f] = new float[customers.Length];
        Parallel.For(
            0,
            (customers.Length + BlockSize - 1) / BlockSize,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            block =>
            {
                var scan = new CustomerScan(histories, cutoff.DayNumber, basis);
                var writer = new FeatureRowWriter(histories, cutoff, columns);
                var end = Math.Min(customers.Length, (block + 1) * BlockSize);
                for (var row = block * BlockSize; row < end; row++)
                {
                    scan.Read(customers[row]);
                    facts[row] = Facts(scan, customers[row]);
                    writer.Write(scan, facts[row], row);
                }
            }
        );
        return new FeatureTable(
            cutoff,
            ImmutableCollectionsMarshal.AsImmutableArray(facts),
            columns
        );
    }

    private static int[] KnownCustomers(CustomerHistories histories, int cutoffDay)
    {
        var known = new List<int>(histories.CustomerCount);
        for (var c = 0; c < histories.CustomerCount; c++)
        {
            if (histories.Lines.Day[histories.Offsets[c]] < cutoffDay)
                known.Add(c);
        }
        return [.. known];
    }

    private static CustomerFacts Facts(CustomerScan scan, int customer) =>
        new(
            customer,
            scan.DayCount,
            scan.DayCount > 0 ? scan.Days[0] : scan.FirstLineDay,
            scan.DayCount > 0 ? scan.Days[^1] : scan.FirstLineDay,
            scan.GrossMinor,
            scan.ReturnsMinor,
            scan.DayCount > 0 ? scan.DayGross[0] : 0
        );
}
