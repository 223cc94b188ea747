using System.Collections.Immutable;

namespace ClvPredict.Models.Intervals;

/// <summary>
/// Ranges of a customer's value: quantiles of a zero-inflated lognormal whose levels are shifted, per tier, so that they
/// covered the stated share of customers on a later cutoff (conformal prediction in the probability scale: Romano,
/// Patterson and Candès 2019, arXiv 1905.03222; Chernozhukov, Wüthrich and Zhu 2021, PNAS 118(48)).
/// </summary>
public sealed record IntervalTable
{
    /// <summary>Share of the customers inside [low, high].</summary>
    public const double Nominal = 0.8;

    /// <summary>Per <see cref="CustomerTier"/>: log standard deviation of positive values.</summary>
    public required ImmutableArray<double> Sigma { get; init; }

    /// <summary>Per tier: shift of both quantile levels, outwards when positive.</summary>
    public required ImmutableArray<double> Shift { get; init; }

    /// <summary>Predicted CLV from which a customer belongs to the top tier.</summary>
    public required double TopFrom { get; init; }

    /// <summary>Ranges before any later cutoff has been seen: the spread of the prior, no shift.</summary>
    public static IntervalTable Default { get; } =
        new()
        {
            Sigma = [0.9, 0.9, 0.9],
            Shift = [0, 0, 0],
            TopFrom = double.PositiveInfinity,
        };

    /// <summary>The tier of a customer.</summary>
    public CustomerTier TierOf(int repeatOrders, double predictedClv) =>
        predictedClv >= TopFrom ? CustomerTier.Top
        : repeatOrders > 0 ? CustomerTier.Repeat
        : CustomerTier.OneTime;

    /// <summary>Median and range of a customer's value in the horizon, in the unit of <paramref name="predictedClv"/>.</summary>
    public (double Median, double Low, double High) Range(
        CustomerTier tier,
        double predictedClv,
        double probabilityActive
    )
    {
        var value = new ZeroInflatedLognormal(predictedClv, probabilityActive, Sigma[(int)tier]);
        var (low, high) = Levels(value.ProbabilityPositive);
        var shift = Shift[(int)tier];
        return (
            value.Quantile(0.5),
            value.Quantile(Math.Max(0, low - shift)),
            value.Quantile(Math.Clamp(high + shift, 0, 0.9999))
        );
    }

    /// <summary>
    /// How far outside its unshifted range an outcome lies, in probability; negative inside. The conformal shift is the
    /// quantile of this over a tier.
    /// </summary>
    public static double Excess(
        double actual,
        double predictedClv,
        double probabilityActive,
        double sigma
    )
    {
        var value = new ZeroInflatedLognormal(predictedClv, probabilityActive, sigma);
        var (low, high) = Levels(value.ProbabilityPositive);
        var level = value.Cdf(actual);
        return low > 0 ? Math.Max(level - high, low - level) : level - high;
    }

    // A customer who may well buy nothing gets a range from zero, which then needs no room below.
    private static (double Low, double High) Levels(double probabilityPositive)
    {
        var tail = (1 - Nominal) / 2;
        return 1 - probabilityPositive >= tail ? (0, Nominal) : (tail, 1 - tail);
    }
}
