using ClvPredict.Models.Package;

namespace ClvPredict.Training.Stack;

/// <summary>
/// Sets the totals. Backtests of the prior at 40, 50 and 60 % of the history, over windows like the horizon, give ratios of
/// what happened to what was expected; where the history reaches back far enough, so does the season of the horizon a year
/// earlier. Single windows say little about the next one, so their mean is shrunk and bounded.
/// </summary>
internal static class LevelEstimator
{
    private const double Shrinkage = 0.6;
    private const double LargestLogFactor = 0.1823; // log 1.2
    private const double SeasonWeight = 0.75;
    private const double SeasonShrinkage = 0.75;
    private const double LargestSeasonLogFactor = 0.4055; // log 1.5
    private const int MaxSeasonalDays = 300;
    private const int MinHistoryDays = 150;
    private const int MinWindowDays = 14;
    private const int MinActiveCustomers = 50;

    public static LevelSummary Estimate(
        PastFeatures past,
        DateOnly asOf,
        int horizonDays,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        var histories = past.Histories;
        var general = Windows(histories.FirstDay, asOf, horizonDays)
            .Select(w => Backtest(past, w.Cutoff, w.Days, options, cancellationToken))
            .OfType<LevelBacktest>()
            .ToArray();
        var yearEarlier = asOf.AddDays(-365);
        var season =
            horizonDays < MaxSeasonalDays
            && yearEarlier.DayNumber - histories.FirstDay.DayNumber >= MinHistoryDays
                ? Backtest(past, yearEarlier, horizonDays, options, cancellationToken)
                : null;
        if (general.Length == 0 && season is null)
            return LevelSummary.None;
        return new LevelSummary
        {
            Backtests = season is null ? [.. general] : [.. general, season],
            HasSeason = season is not null,
            ActiveFactor = Factor(general, season, b => b.ActiveRatio),
            OrdersFactor = Factor(general, season, b => b.OrdersRatio),
            ValueFactor = Factor(general, season, b => b.ValueRatio),
        };
    }

    private static double Factor(
        LevelBacktest[] general,
        LevelBacktest? season,
        Func<LevelBacktest, double> ratio
    )
    {
        var mean = general.Length > 0 ? general.Average(b => Math.Log(ratio(b))) : 0;
        if (season is null)
            return Math.Exp(Math.Clamp(Shrinkage * mean, -LargestLogFactor, LargestLogFactor));
        var weight = general.Length > 0 ? SeasonWeight : 1;
        var combined = (weight * Math.Log(ratio(season))) + ((1 - weight) * mean);
        return Math.Exp(
            Math.Clamp(SeasonShrinkage * combined, -LargestSeasonLogFactor, LargestSeasonLogFactor)
        );
    }

    private static IEnumerable<(DateOnly Cutoff, int Days)> Windows(
        DateOnly firstDay,
        DateOnly asOf,
        int horizonDays
    )
    {
        var history = asOf.DayNumber - firstDay.DayNumber;
        foreach (var percent in (int[])[40, 50, 60])
        {
            var observed = history * percent / 100;
            var days = Math.Min(horizonDays, history - observed);
            if (days >= MinWindowDays)
                yield return (firstDay.AddDays(observed), days);
        }
    }

    private static LevelBacktest? Backtest(
        PastFeatures past,
        DateOnly cutoff,
        int days,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        var sample = CutoffSample.Read(past, cutoff, days, options, cancellationToken);
        var active = sample.Active.Sum();
        if (active < MinActiveCustomers)
            return null;
        return new LevelBacktest(
            cutoff,
            days,
            active / sample.LogOdds.Sum(z => 1 / (1 + Math.Exp(-z))),
            Math.Exp(LevelFree.LogShift(sample.LogOrders, sample.Orders)),
            Math.Exp(LevelFree.LogShift(sample.LogValue, sample.GrossValue))
        );
    }
}
