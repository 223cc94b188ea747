using ClvPredict.Data;
using ClvPredict.Models.Package;

namespace ClvPredict.Training.Stack;

/// <summary>
/// Sets the total. One backtest of the prior over a window like the horizon gives the ratio of what happened to what was
/// expected; it is trusted only within ±10 %, because a single window of the past says little about the next one.
/// </summary>
internal static class LevelEstimator
{
    private const double LargestLogFactor = 0.0953; // log 1.1
    private const int MaxSeasonalDays = 300;
    private const int MinHistoryDays = 150;
    private const int MinWindowDays = 14;
    private const int MinActiveCustomers = 50;

    public static LevelEstimate Estimate(
        CustomerHistories histories,
        DateOnly asOf,
        int horizonDays,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        if (Window(histories.FirstDay, asOf, horizonDays) is not var (cutoff, days))
            return LevelEstimate.None;
        var sample = CutoffSample.Read(histories, cutoff, days, options, cancellationToken);
        if (sample.Active.Sum() < MinActiveCustomers)
            return LevelEstimate.None;
        var activity = Target.Activity.Shift(sample.LogOdds, sample.Active);
        var orders = LevelFree.LogShift(sample.LogOrders, sample.Orders);
        var worth = LevelFree.LogShift(sample.LogValue, sample.GrossValue);
        return new LevelEstimate(
            Clip(activity),
            new LevelSummary(
                cutoff,
                days,
                Math.Exp(orders),
                Math.Exp(worth),
                Math.Exp(Clip(orders)),
                Math.Exp(Clip(worth))
            )
        );
    }

    private static double Clip(double logRatio) =>
        Math.Clamp(logRatio, -LargestLogFactor, LargestLogFactor);

    // The same season a year earlier where the history reaches back far enough, else the later half of the history.
    private static (DateOnly Cutoff, int Days)? Window(
        DateOnly firstDay,
        DateOnly asOf,
        int horizonDays
    )
    {
        var yearEarlier = asOf.AddDays(-365);
        if (
            horizonDays < MaxSeasonalDays
            && yearEarlier.DayNumber - firstDay.DayNumber >= MinHistoryDays
        )
            return (yearEarlier, horizonDays);
        var half = (asOf.DayNumber - firstDay.DayNumber) / 2;
        var days = Math.Min(horizonDays, half);
        return days < MinWindowDays ? null : (firstDay.AddDays(half), days);
    }
}
