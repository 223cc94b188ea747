using ClvPredict.Data;

namespace ClvPredict.Decisions.Purchases;

/// <summary>
/// How often windows of the gap model held the next order, on a day of the past: the model learns from orders before the day,
/// and customers with enough gaps who are not overdue get a window. Whoever orders again is judged; whoever does not is only
/// counted, since a window is said of those who do.
/// </summary>
/// <param name="AsOf">The day.</param>
/// <param name="Model">What was learnt.</param>
/// <param name="Judged">Customers with a window who ordered again.</param>
/// <param name="NotBack">Customers with a window who did not within the data.</param>
/// <param name="Held">Share of those judged whose order lay in the window.</param>
/// <param name="LogError">Mean absolute log of the order's gap over the median said.</param>
/// <param name="LastGapError">The same of "last gap again", or of ordering today where that has passed.</param>
public sealed record GapBacktest(
    DateOnly AsOf,
    GapModel Model,
    int Judged,
    int NotBack,
    double Held,
    double LogError,
    double LastGapError
)
{
    /// <summary>Judges the windows of a day.</summary>
    /// <param name="histories">Orders before the day, and after it for as long as there are.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="coverage">What the windows are meant to hold.</param>
    /// <param name="minGaps">Fewest gaps of one's own for a window.</param>
    /// <param name="overdueShare">Largest share of the gaps to be expected that a silence may exceed.</param>
    /// <returns>The outcome; null with too few gaps before the day.</returns>
    public static GapBacktest? Run(
        CustomerHistories histories,
        DateOnly asOf,
        double coverage = 0.8,
        int minGaps = 2,
        double overdueShare = 0.95
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        var seen = PurchaseCalendar.Build(histories.SeenOn(asOf), asOf);
        var all = PurchaseCalendar.Build(histories, histories.LastDay.AddDays(1));
        return Judge(
            [
                .. Enumerable
                    .Range(0, histories.CustomerCount)
                    .Select(c => (seen.Days(c).ToArray(), Next(all.Days(c), asOf.DayNumber))),
            ],
            asOf,
            coverage,
            minGaps,
            overdueShare
        );
    }

    /// <summary>Judges the windows of the next purchase of a product, for customers who have bought it often enough.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    /// <inheritdoc cref="Run" path="/returns"/>
    public static GapBacktest? RunProducts(
        CustomerHistories histories,
        DateOnly asOf,
        double coverage = 0.8,
        int minGaps = 2,
        double overdueShare = 0.8
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        var seen = histories.SeenOn(asOf);
        var series = new List<(int[] Seen, int Next)>();
        for (var customer = 0; customer < histories.CustomerCount; customer++)
        {
            var all = ProductDays.Of(histories, customer, histories.LastDay.AddDays(1));
            foreach (var (product, days) in ProductDays.Of(seen, customer, asOf))
                series.Add(
                    (
                        [.. days],
                        Next(
                            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all[product]),
                            asOf.DayNumber
                        )
                    )
                );
        }
        return Judge(series, asOf, coverage, minGaps, overdueShare);
    }

    private static GapBacktest? Judge(
        List<(int[] Seen, int Next)> series,
        DateOnly asOf,
        double coverage,
        int minGaps,
        double overdueShare
    )
    {
        GapStatistics[] gaps = [.. series.Select(s => GapStatistics.Of(s.Seen))];
        if (GapModel.Fit(gaps) is not { } model)
            return null;
        var (judged, notBack, held, error, naive) = (0, 0, 0, 0.0, 0.0);
        for (var i = 0; i < gaps.Length; i++)
        {
            if (gaps[i].Count < minGaps)
                continue;
            var days = series[i].Seen;
            var silence = asOf.DayNumber - days[^1];
            var window = model.Next(gaps[i], silence, coverage);
            if (window.PassedShare > overdueShare)
                continue;
            if (series[i].Next < 0)
            {
                notBack++;
                continue;
            }
            var next = series[i].Next - days[^1];
            judged++;
            held += next >= window.LowDays && next <= window.HighDays ? 1 : 0;
            error += Math.Abs(Math.Log((double)next / window.MedianDays));
            naive += Math.Abs(Math.Log((double)next / Math.Max(silence, days[^1] - days[^2])));
        }
        return new GapBacktest(
            asOf,
            model,
            judged,
            notBack,
            (double)held / judged,
            error / judged,
            naive / judged
        );
    }

    private static int Next(ReadOnlySpan<int> days, int from)
    {
        foreach (var day in days)
        {
            if (day >= from)
                return day;
        }
        return -1;
    }
}
