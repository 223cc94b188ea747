using ClvPredict.Models.Package;

namespace ClvPredict.Training.Stack;

/// <summary>
/// Sets the totals. Backtests of the prior at 40, 50 and 60 % of the history, over windows like the horizon, give ratios of
/// what happened to what was expected; where the history reaches back far enough, so do the windows that begin whole years
/// before the as-of day, and then these count alone: they share the horizon's season. The mean of the log ratios is shrunk towards
/// no correction by how little they agree (empirical Bayes: Efron and Morris 1973).
/// </summary>
internal static class LevelEstimator
{
    // Spread of the log level between shops and seasons: what a log ratio of 0 may be off by before any is seen.
    private const double PriorSd = 0.2;

    // Least scatter of a log ratio between one window and another.
    private const double SmallestSd = 0.08;

    // Scatter of a log ratio between the same season of two years.
    private const double YearSd = 0.1;

    // Log standard deviation of a season that no window of the past has shown.
    private const double UnseenSeasonSd = 0.3;

    // Overlapping windows tell as much as this many separate ones.
    private const double EffectiveWindows = 1.5;
    private const double LargestLogFactor = 0.35;
    private const double LargestSeasonLogFactor = 0.5;
    private const int MaxSeasonalDays = 300;
    private const int DaysPerYear = 365;
    private const int MinHistoryDays = 150;
    private const int MinWindowDays = 14;
    private const int MinActiveCustomers = 50;

    /// <summary>The cutoffs that <see cref="Estimate(PastFeatures, DateOnly, int, TrainingOptions, CancellationToken)"/> looks
    /// at.</summary>
    public static IEnumerable<DateOnly> Cutoffs(
        DateOnly firstDay,
        DateOnly asOf,
        int horizonDays
    ) =>
        GeneralWindows(firstDay, asOf, horizonDays)
            .Concat(SeasonWindows(firstDay, asOf, horizonDays))
            .Select(window => window.Cutoff);

    /// <summary>The level, and the backtest in the middle of the history, which has the longest window of them all.</summary>
    public static (LevelSummary Level, CutoffSample? Middle) Estimate(
        PastFeatures past,
        DateOnly asOf,
        int horizonDays,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        var histories = past.Histories;
        CutoffSample[] Read(IEnumerable<(DateOnly Cutoff, int Days)> windows) =>
            [
                .. windows
                    .Select(w =>
                        CutoffSample.Read(past, w.Cutoff, w.Days, options, cancellationToken)
                    )
                    .Where(s => s.Active.Sum() >= MinActiveCustomers),
            ];
        var samples = Read(GeneralWindows(histories.FirstDay, asOf, horizonDays));
        LevelBacktest[] general = [.. samples.Select(Compare)];
        LevelBacktest[] season =
        [
            .. Read(SeasonWindows(histories.FirstDay, asOf, horizonDays)).Select(Compare),
        ];
        if (general.Length == 0 && season.Length == 0)
            return (LevelSummary.None, null);
        var unseen = season.Length == 0 && horizonDays < MaxSeasonalDays ? UnseenSeasonSd : 0;
        var (active, _) = Estimate(general, season, b => b.ActiveRatio);
        var (orders, _) = Estimate(general, season, b => b.OrdersRatio);
        var (worth, worthSd) = Estimate(general, season, b => b.ValueRatio);
        var level = new LevelSummary
        {
            Backtests = [.. general, .. season],
            SeasonCount = season.Length,
            ActiveFactor = active,
            OrdersFactor = orders,
            ValueFactor = worth,
            LogSd = Math.Sqrt((worthSd * worthSd) + (unseen * unseen)),
        };
        return (level, samples.Length > 1 ? samples[1] : null);
    }

    /// <summary>The factor, and the standard deviation of the log of what the total will be over what it predicts.</summary>
    private static (double Factor, double LogSd) Estimate(
        LevelBacktest[] general,
        LevelBacktest[] season,
        Func<LevelBacktest, double> ratio
    )
    {
        double[] Logs(LevelBacktest[] windows) => [.. windows.Select(b => Math.Log(ratio(b)))];
        var hasSeason = season.Length > 0;
        var logs = Logs(hasSeason ? season : general);
        var scatter = hasSeason ? YearSd : Math.Max(SmallestSd, Sd(logs));
        var noise = scatter * scatter / (hasSeason ? logs.Length : EffectiveWindows);
        var shrinkage = PriorSd * PriorSd / ((PriorSd * PriorSd) + noise);
        var bound = hasSeason ? LargestSeasonLogFactor : LargestLogFactor;
        var factor = Math.Exp(Math.Clamp(shrinkage * logs.Average(), -bound, bound));
        return (factor, Math.Sqrt((shrinkage * noise) + (scatter * scatter)));
    }

    private static double Sd(double[] values)
    {
        if (values.Length < 2)
            return PriorSd;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static IEnumerable<(DateOnly Cutoff, int Days)> GeneralWindows(
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

    private static IEnumerable<(DateOnly Cutoff, int Days)> SeasonWindows(
        DateOnly firstDay,
        DateOnly asOf,
        int horizonDays
    )
    {
        if (horizonDays >= MaxSeasonalDays)
            yield break;
        var cutoff = asOf.AddDays(-DaysPerYear);
        for (
            ;
            cutoff.DayNumber - firstDay.DayNumber >= MinHistoryDays;
            cutoff = cutoff.AddDays(-DaysPerYear)
        )
            yield return (cutoff, horizonDays);
    }

    private static LevelBacktest Compare(CutoffSample sample) =>
        new(
            sample.Inputs.Features.Cutoff,
            sample.WindowDays,
            sample.Active.Sum() / sample.LogOdds.Sum(z => 1 / (1 + Math.Exp(-z))),
            Math.Exp(LevelFree.LogShift(sample.LogOrders, sample.Orders)),
            Math.Exp(LevelFree.LogShift(sample.LogValue, sample.GrossValue))
        );
}
