using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Training.Baselines;

/// <summary>
/// Rules that need no model, computed from what is known at a cutoff. The two in money are put on scale by one factor each,
/// learnt on an earlier cutoff, so that they are judged by how they tell customers apart and not by an arbitrary level.
/// </summary>
internal sealed class SimpleBaselines
{
    private const double LargestScale = 20;

    private readonly double _formulaScale;
    private readonly double _rateScale;
    private readonly double _retention;

    private SimpleBaselines(double formulaScale, double rateScale, double retention)
    {
        _formulaScale = formulaScale;
        _rateScale = rateScale;
        _retention = retention;
    }

    /// <summary>
    /// Learns scales and retention on [cutoff - length, cutoff), where length is the horizon or half of the history,
    /// whichever is shorter.
    /// </summary>
    public static SimpleBaselines Learn(
        CustomerHistories histories,
        DateOnly cutoff,
        int horizonDays,
        ValueBasis basis,
        int threads
    )
    {
        var history = cutoff.DayNumber - histories.FirstDay.DayNumber;
        var length = Math.Min(horizonDays, history / 2);
        var unscaled = new SimpleBaselines(1, 1, 1);
        if (length < 1)
            return unscaled;
        var earlier = FeatureBuilder.Build(histories, cutoff.AddDays(-length), basis, threads);
        if (earlier.RowCount == 0)
            return unscaled;
        var targets = HoldoutTargets.Read(histories, earlier, cutoff, basis);
        var retention = targets.Orders.Count(n => n > 0) / (double)earlier.RowCount;
        var rate = new SimpleBaselines(1, 1, retention);
        return new SimpleBaselines(
            Scale(targets, unscaled.Formula(earlier, length)),
            Scale(targets, rate.RateTimesRetention(earlier, length)),
            retention
        );
    }

    /// <summary>The textbook formula per row, in money.</summary>
    public double[] Formula(FeatureTable table, int horizonDays) =>
        PerRow(
            table,
            (f, cutoff) =>
                _formulaScale
                * TextbookFormula.OfCustomer(
                    Money.ToUnits(f.GrossMinor),
                    f.PurchaseDays,
                    cutoff - f.FirstDay,
                    horizonDays
                )
        );

    /// <summary>Net spend a day so far x days of the horizon x share of customers who bought again, per row, in money.</summary>
    public double[] RateTimesRetention(FeatureTable table, int horizonDays) =>
        PerRow(
            table,
            (f, cutoff) =>
                _rateScale
                * _retention
                * horizonDays
                * Math.Max(0, Money.ToUnits(f.NetMinor))
                / (cutoff - f.FirstDay)
        );

    /// <summary>Net spend so far; ranks only.</summary>
    public static double[] PastSpend(FeatureTable table) =>
        PerRow(table, (f, _) => Money.ToUnits(f.NetMinor));

    /// <summary>Minus the days since the last order; ranks only.</summary>
    public static double[] DaysSinceLastOrder(FeatureTable table) =>
        PerRow(table, (f, cutoff) => f.LastDay - cutoff);

    private static double[] PerRow(FeatureTable table, Func<CustomerFacts, int, double> rule) =>
        [.. table.Facts.Select(f => rule(f, table.Cutoff.DayNumber))];

    private static double Scale(HoldoutTargets targets, double[] predicted)
    {
        var (actual, total) = (targets.NetValue.Sum(), predicted.Sum());
        return actual > 0 && total > 0
            ? Math.Clamp(actual / total, 1 / LargestScale, LargestScale)
            : 1;
    }
}
