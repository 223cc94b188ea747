using System.Globalization;
using ClvPredict.Features;

namespace ClvPredict.Scoring;

/// <summary>Plain sentences about what stands out in a customer's history.</summary>
internal sealed class ScoreReasons
{
    private const double NotablyHigh = 1.5;
    private const double NotableShare = 0.25;

    private readonly FeatureTable _features;
    private readonly double _medianOrderValue;

    public ScoreReasons(FeatureTable features)
    {
        _features = features;
        var values = features
            .Column(FeatureId.MeanOrderValue)
            .ToArray()
            .Where(v => !float.IsNaN(v))
            .Order()
            .ToArray();
        _medianOrderValue = values.Length > 0 ? values[values.Length / 2] : double.NaN;
    }

    /// <summary>At most three sentences for a row, rhythm first.</summary>
    public IReadOnlyList<string> Of(int row)
    {
        var reasons = new List<string>(4) { Rhythm(row) };
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
        if (returns >= NotableShare)
            reasons.Add(Format($"{returns:P0} of the spend was returned"));
        var value = Value(FeatureId.MeanOrderValue, row);
        if (value > 0 && _medianOrderValue > 0)
        {
            var ratio = value / _medianOrderValue;
            if (ratio is >= NotablyHigh or <= 1 / NotablyHigh)
                reasons.Add(
                    Format(
                        $"mean order value {value:0.00}, {ratio:0.0} times that of the median customer"
                    )
                );
        }
        return reasons.Count > 3 ? reasons.GetRange(0, 3) : reasons;
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
