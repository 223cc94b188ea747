using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>The segments that follow from orders and predictions alone.</summary>
internal sealed class SegmentRules
{
    private readonly SegmentOptions _options;
    private readonly double[] _passed;
    private readonly FeatureTable _features;
    private readonly int _asOfDay;

    /// <summary>Finds the limits.</summary>
    /// <param name="scores">The customers.</param>
    /// <param name="passed">Per row: share of the gaps to be expected that the silence is longer than; NaN where not known.</param>
    /// <param name="options">The limits.</param>
    public SegmentRules(CustomerScores scores, double[] passed, SegmentOptions options)
    {
        _passed = passed;
        _options = options;
        _features = scores.Predictions.Inputs.Features;
        _asOfDay = scores.AsOf.DayNumber;
        Limits = new SegmentLimits(
            BigSpenderFrom(_features, options.BigSpenderShare),
            Above(
                [
                    .. _features
                        .Column(FeatureId.MeanOrderValue)
                        .ToArray()
                        .Where(v => !float.IsNaN(v))
                        .Select(v => (double)v),
                ],
                options.HighOrderValueShare
            ),
            Quantile(
                [
                    .. scores
                        .Customers.Where((_, row) => _features.Facts[row].PurchaseDays > 0)
                        .Select(c => c.HistoricValue),
                ],
                options.WinBackShare
            )
        );
    }

    /// <summary>Limits in money.</summary>
    public SegmentLimits Limits { get; }

    /// <summary>Whether the orders have discounts.</summary>
    public bool HasDiscounts => _features.Contract.OrderColumns.Contains("discount");

    /// <summary>The segments of a row.</summary>
    public SegmentKinds Of(int row, CustomerScore score)
    {
        var facts = _features.Facts[row];
        if (facts.PurchaseDays == 0)
            return SegmentKinds.None;
        var flags = facts.PurchaseDays == 1 ? SegmentKinds.FirstTime : SegmentKinds.Repeat;
        if (facts.PurchaseDays <= _options.CasualOrders)
            flags |= SegmentKinds.Casual;
        if (
            facts.PurchaseDays >= _options.LoyalOrders
            && _asOfDay - facts.FirstDay >= _options.LoyalDays
            && score.ProbabilityAlive >= LifecycleStages.AtRiskBelow
        )
            flags |=
                score.ValueTier == "top"
                    ? SegmentKinds.Loyal | SegmentKinds.Vip
                    : SegmentKinds.Loyal;
        if (Money.ToUnits(facts.GrossMinor) >= Limits.BigSpenderFrom)
            flags |= SegmentKinds.BigSpender;
        if (Value(FeatureId.MeanOrderValue, row) >= Limits.HighOrderValueFrom)
            flags |= SegmentKinds.HighOrderValue;
        if (Value(FeatureId.DiscountShare, row) <= _options.FullPriceDiscount)
            flags |= SegmentKinds.FullPrice;
        if (Value(FeatureId.DiscountLineShare, row) >= _options.DiscountLines)
            flags |= SegmentKinds.DiscountShopper;
        if (
            facts.PurchaseDays >= _options.RegularOrders
            && Value(FeatureId.GapVariation, row) <= _options.RegularVariation
        )
            flags |= SegmentKinds.RegularReorderer;
        var isOverdue = _passed[row] >= _options.OverdueShare;
        flags |= isOverdue ? SegmentKinds.Overdue : SegmentKinds.None;
        if (
            (isOverdue || score.Lifecycle is "lapsed" or "at_risk")
            && score.HistoricValue >= Limits.WinBackFrom
        )
            flags |= SegmentKinds.WinBack;
        return flags;
    }

    // The spend of the last of the fewest customers who hold the share together.
    private static double BigSpenderFrom(FeatureTable features, double share)
    {
        var spend = features.Facts.Select(f => f.GrossMinor).OrderDescending().ToArray();
        var wanted = share * spend.Sum(s => (double)s);
        var held = 0.0;
        foreach (var amount in spend)
        {
            held += amount;
            if (amount > 0 && held >= wanted)
                return Money.ToUnits(amount);
        }
        return double.NaN;
    }

    // The smallest value with at least the share of the values below it; the largest when there is none.
    private static double Quantile(double[] values, double share)
    {
        if (values.Length == 0)
            return double.NaN;
        Array.Sort(values);
        return values[Math.Min(values.Length - 1, (int)Math.Ceiling(share * values.Length))];
    }

    // The smallest value that at least the share of the values lie below; NaN when there is none, as where all are equal.
    private static double Above(double[] values, double share)
    {
        Array.Sort(values);
        for (var i = Math.Max(1, (int)Math.Ceiling(share * values.Length)); i < values.Length; i++)
        {
            if (values[i] > values[i - 1])
                return values[i];
        }
        return double.NaN;
    }

    private double Value(FeatureId feature, int row) => _features.Column(feature)[row];
}
