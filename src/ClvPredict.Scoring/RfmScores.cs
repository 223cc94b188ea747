using ClvPredict.Features;

namespace ClvPredict.Scoring;

/// <summary>
/// Classic RFM scores, 1 to 5 each: the fifth of the customers that one belongs to by days since the last order (5 = most
/// recent), purchase days and spend. A score is 1 + floor(5 x share of customers strictly worse), so equals score equally.
/// </summary>
internal sealed class RfmScores
{
    private readonly int[] _recent;
    private readonly int[] _often;
    private readonly int[] _spend;

    public RfmScores(FeatureTable features)
    {
        _recent = Fifths(features.Column(FeatureId.DaysSinceLastOrder), -1);
        _often = Fifths(features.Column(FeatureId.RepeatOrders), 1);
        _spend = Fifths(features.Column(FeatureId.SpendTotal), 1);
    }

    /// <summary>The three scores of a row.</summary>
    public RfmScore Of(int row) => new(_recent[row], _often[row], _spend[row]);

    /// <summary>The segment of three scores; the first rule that fits.</summary>
    public static string Segment(RfmScore score)
    {
        var r = score.LastOrder;
        var fm = (score.Orders + score.Spend) / 2.0;
        return (r, fm) switch
        {
            (>= 4, >= 4) => "champions",
            (<= 1, >= 4) => "cannot_lose",
            (>= 3, >= 3) => "loyal",
            (<= 2, >= 3) => "at_risk",
            (5, < 1.6) => "new",
            (>= 4, _) => "potential_loyal",
            (3, < 1.6) => "promising",
            (3, _) => "needs_attention",
            (2, >= 2) => "about_to_sleep",
            (2, _) => "hibernating",
            _ => "lost",
        };
    }

    private static int[] Fifths(ReadOnlySpan<float> column, int sign)
    {
        var values = column.ToArray();
        var sorted = Array.ConvertAll(values, v => sign * v);
        Array.Sort(sorted);
        var scores = new int[values.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var worse = LowerBound(sorted, sign * values[i]);
            scores[i] = 1 + (int)(5L * worse / values.Length);
        }
        return scores;
    }

    // Number of entries strictly below the value; a sorted array may hold many equal entries.
    private static int LowerBound(float[] sorted, float value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
