using System.Globalization;
using ClvPredict.Features;

namespace ClvPredict.Scoring;

/// <summary>Plain sentences about what stands out in a customer's history.</summary>
internal sealed class ScoreReasons
{
    private const double NotablyHigh = 1.5;
    private const double NotableShare = 0.25;

    private const int Most = 3;

    private readonly FeatureTable _features;

    public ScoreReasons(FeatureTable features) => _features = features;

    /// <summary>The mean order value of the median customer.</summary>
    /// <param name="meanOrderValues">Of all customers, NaN where missing, in any order; the array is used up.</param>
    /// <returns>NaN where all are missing.</returns>
    public static double MedianOrderValue(float[] meanOrderValues)
    {
        // NaN sorts first.
        Array.Sort(meanOrderValues);
        var first = 0;
        while (first < meanOrderValues.Length && float.IsNaN(meanOrderValues[first]))
            first++;
        var count = meanOrderValues.Length - first;
        return count > 0 ? meanOrderValues[first + (count / 2)] : double.NaN;
    }

    /// <summary>At most three sentences for a row, rhythm first, without a look at other customers.</summary>
    public IReadOnlyList<string> Of(int row)
    {
        var reasons = new List<string>(Most + 1) { Rhythm(row) };
        if (_features.Facts[row].PurchaseDays > 1)
            reasons.Add(
                Format(
                    $"{_features.Facts[row].PurchaseDays} purchase days, {Value(FeatureId.Orders180d, row):0} of them in the last 180 days"
                )
            );
        var discounts = Value(FeatureId.DiscountShare, row);
        if (discounts >= NotableShare)
            reasons.Add(Format($"{discounts:P0} of the spend was taken off by discounts"));
        var returns = Value(FeatureId.ReturnShare, row);
        if (returns >= NotableShare && reasons.Count < Most)
            reasons.Add(Format($"{returns:P0} of the spend was returned"));
        return reasons;
    }

    /// <summary>The sentences with the one that compares with the others, where there is room for it.</summary>
    /// <param name="own">What <see cref="Of"/> says.</param>
    /// <param name="meanOrderValue">The customer's mean order value; NaN where missing.</param>
    /// <param name="median">That of the median customer.</param>
    public static IReadOnlyList<string> Among(
        IReadOnlyList<string> own,
        double meanOrderValue,
        double median
    )
    {
        var ratio = meanOrderValue / median;
        return
            own.Count < Most
            && meanOrderValue > 0
            && median > 0
            && ratio is >= NotablyHigh or <= 1 / NotablyHigh
            ?
            [
                .. own,
                Format(
                    $"mean order value {meanOrderValue:0.00}, {ratio:0.0} times that of the median customer"
                ),
            ]
            : own;
    }

    private string Rhythm(int row)
    {
        var silence = Value(FeatureId.DaysSinceLastOrder, row);
        switch (_features.Facts[row].PurchaseDays)
        {
            case 0:
                return "returns only, no purchase in the data";
            case 1:
                return Format($"one purchase day, {silence:0} days ago");
            default:
                var gap = Value(FeatureId.GapMeanDays, row);
                var ratio = silence / gap;
                return ratio < 1
                    ? Format(
                        $"last order {silence:0} days ago, within the usual {gap:0} days between orders"
                    )
                    : Format(
                        $"last order {silence:0} days ago, {ratio:0.0} times the usual {gap:0} days between orders"
                    );
        }
    }

    private double Value(FeatureId feature, int row) => _features.Column(feature)[row];

    private static string Format(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
