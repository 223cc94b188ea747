using ClvPredict.Features;

namespace ClvPredict.Scoring;

/// <summary>
/// Classic RFM scores, 1 to 5 each: the fifth of the customers that one belongs to by days since the last order (5 = most
/// recent), purchase days and spend. A score is 1 + floor(5 x share of customers strictly worse), so equals score equally.
/// </summary>
internal sealed class RfmScores
{
    // Of a score j + 1 or more: the value that must be exceeded.
    private readonly float[] _recent;
    private readonly float[] _often;
    private readonly float[] _spend;

    public RfmScores(FeatureTable features)
        : this(
            features.Column(FeatureId.DaysSinceLastOrder).ToArray(),
            features.Column(FeatureId.RepeatOrders).ToArray(),
            features.Column(FeatureId.SpendTotal).ToArray()
        ) { }

    /// <summary>Scores by the features of all customers, in any order; the arrays are used up.</summary>
    public RfmScores(float[] daysSinceLastOrder, float[] repeatOrders, float[] spendTotal)
    {
        for (var i = 0; i < daysSinceLastOrder.Length; i++)
            daysSinceLastOrder[i] = -daysSinceLastOrder[i];
        _recent = Bounds(daysSinceLastOrder);
        _often = Bounds(repeatOrders);
        _spend = Bounds(spendTotal);
    }

    /// <summary>The three scores of a customer with these features.</summary>
    public RfmScore Of(float daysSinceLastOrder, float repeatOrders, float spendTotal) =>
        new(
            Score(_recent, -daysSinceLastOrder),
            Score(_often, repeatOrders),
            Score(_spend, spendTotal)
        );

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

    // At least j fifths are strictly worse than a value above the last one of the first j fifths.
    private static float[] Bounds(float[] values)
    {
        Array.Sort(values);
        var bounds = new float[4];
        for (var j = 1; j <= bounds.Length; j++)
            bounds[j - 1] =
                values.Length == 0 ? 0 : values[(int)(((long)j * values.Length + 4) / 5) - 1];
        return bounds;
    }

    private static int Score(float[] bounds, float value)
    {
        var score = 1;
        foreach (var bound in bounds)
            score += value.CompareTo(bound) > 0 ? 1 : 0;
        return score;
    }
}
