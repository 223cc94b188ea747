using ClvPredict.Data;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features;

/// <summary>Reads the <see cref="CustomerFacts"/> of every customer at one or more cutoffs: those of the rows of
/// <see cref="FeatureTable"/>, without the features and without keeping them.</summary>
public static class CustomerFactsReader
{
    /// <summary>Reads every customer with at least one line before a cutoff.</summary>
    /// <param name="histories">The order lines. Those that had not arrived before a cutoff are not seen at it.</param>
    /// <param name="cutoffs">First days that are not observed, each once, in any order.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="visit">Told the index of a cutoff, and the facts of a customer at it; a customer's cutoffs come one after
    /// the other in time unless lines arrived late.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    public static void Read(
        CustomerHistories histories,
        IReadOnlyList<DateOnly> cutoffs,
        ValueBasis basis,
        Action<int, CustomerFacts> visit,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(cutoffs);
        ArgumentNullException.ThrowIfNull(visit);
        var ascending = Enumerable.Range(0, cutoffs.Count).OrderBy(i => cutoffs[i]).ToArray();
        if (!cutoffs.Any(c => histories.CountLate(c) > 0))
        {
            Read(histories, cutoffs, ascending, basis, visit, cancellationToken);
            return;
        }
        foreach (var cutoff in ascending)
        {
            if (histories.IsSeenOn(cutoffs[cutoff]))
                Read(
                    histories.SeenOn(cutoffs[cutoff], cancellationToken),
                    cutoffs,
                    [cutoff],
                    basis,
                    visit,
                    cancellationToken
                );
        }
    }

    private static void Read(
        CustomerHistories histories,
        IReadOnlyList<DateOnly> cutoffs,
        int[] ascending,
        ValueBasis basis,
        Action<int, CustomerFacts> visit,
        CancellationToken cancellationToken
    )
    {
        // Facts need no more of a line than its day, amount and return mark.
        var columns = new ScanColumns([]);
        var lines = new HistoryLines(histories, columns);
        var scan = new CustomerScan(columns, basis, logStart: 0);
        var days = histories.Lines.Day;
        for (var customer = 0; customer < histories.CustomerCount; customer++)
        {
            if (customer % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var (next, end) = (histories.Offsets[customer], histories.Offsets[customer + 1]);
            if (next == end)
                continue;
            var firstDay = days[next];
            scan.Begin(customer, firstDay);
            foreach (var cutoff in ascending)
            {
                var cutoffDay = cutoffs[cutoff].DayNumber;
                if (firstDay >= cutoffDay)
                    continue;
                while (next < end && days[next] < cutoffDay)
                    scan.Add(lines[next++]);
                scan.StopAt(cutoffDay, default);
                visit(cutoff, scan.Facts);
            }
        }
    }
}
