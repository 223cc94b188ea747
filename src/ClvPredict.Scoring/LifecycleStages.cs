using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring;

/// <summary>
/// Where customers stand, from P(alive) and not from fixed numbers of days: what is a long silence differs from customer to
/// customer (Fader and Hardie 2009, "Probability Models for Customer-Base Analysis").
/// </summary>
public static class LifecycleStages
{
    /// <summary>Below this P(alive) a customer is lapsed.</summary>
    public const double LapsedBelow = 0.3;

    /// <summary>Below this P(alive), and not lapsed, a customer is at risk.</summary>
    public const double AtRiskBelow = 0.7;

    private const int BlockSize = 2048;

    /// <summary>The stage of a customer.</summary>
    /// <param name="purchaseDays">Purchase days so far.</param>
    /// <param name="alive">P(alive) at the as-of day.</param>
    /// <param name="aliveBeforeLastOrder">P(alive) as it stood on the eve of the last purchase day; NaN below two.</param>
    internal static string Of(int purchaseDays, double alive, double aliveBeforeLastOrder) =>
        purchaseDays == 0 ? "unknown"
        : alive < LapsedBelow ? "lapsed"
        : alive < AtRiskBelow ? "at_risk"
        : purchaseDays == 1 ? "new"
        : aliveBeforeLastOrder < LapsedBelow ? "returned"
        : "active";

    /// <summary>P(alive) of every row as it stood on the eve of the last purchase day: known then were the purchase days
    /// before it. NaN below two purchase days.</summary>
    internal static double[] AliveBeforeLastOrder(
        ClvModel model,
        FeatureTable features,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var alive = new double[features.RowCount];
        Parallel.For(
            0,
            (alive.Length + BlockSize - 1) / BlockSize,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            block =>
            {
                var lastGaps = features.Column(FeatureId.LastGapDays);
                var end = Math.Min(alive.Length, (block + 1) * BlockSize);
                for (var row = block * BlockSize; row < end; row++)
                {
                    var facts = features.Facts[row];
                    alive[row] =
                        facts.PurchaseDays < 2
                            ? double.NaN
                            : model.Prior.ProbabilityAlive(
                                facts with
                                {
                                    PurchaseDays = facts.PurchaseDays - 1,
                                    LastDay = facts.LastDay - (int)lastGaps[row],
                                },
                                DateOnly.FromDayNumber(facts.LastDay)
                            );
                }
            }
        );
        return alive;
    }
}
