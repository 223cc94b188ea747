using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Models.Intervals;

/// <summary>
/// Ranges of a customer's value: quantiles of a zero-inflated lognormal whose levels are shifted, per tier, so that they
/// covered the stated share of customers on a later cutoff (conformal prediction in the probability scale: Romano,
/// Patterson and Candès 2019, arXiv 1905.03222; Chernozhukov, Wüthrich and Zhu 2021, PNAS 118(48)). What the total may be off
/// by moves all customers at once, which no single cutoff shows: the low end is that of a total at the low end of its own
/// range, the high end that of a total at the high end.
/// </summary>
/// <remarks>
/// Ranges do not reach below zero, though more may be sent back in a horizon than is bought in it: such outcomes count as
/// outside when the shift is found.
/// </remarks>
public sealed record IntervalTable
{
    /// <summary>Coverage of the ranges in a score file.</summary>
    public const double Nominal = 0.8;

    private const double LargestLevel = 0.9999;

    /// <summary>Coverages that ranges are made for.</summary>
    public static ImmutableArray<double> NominalLevels { get; } = [0.5, Nominal, 0.9, 0.95];

    /// <summary>Per <see cref="CustomerTier"/>: log standard deviation of positive values around their mean.</summary>
    public required ImmutableArray<double> Sigma { get; init; }

    /// <summary>Per <see cref="CustomerTier"/>: variance of outcomes around what was predicted, over that of the distribution.
    /// What the total of a list may be off by rests on it.</summary>
    public ImmutableArray<double> Dispersion { get; init; } = [1, 1, 1];

    /// <summary>The shifts, one entry a stated coverage.</summary>
    public required ImmutableArray<IntervalLevel> Levels { get; init; }

    /// <summary>Predicted CLV from which a customer belongs to the top tier.</summary>
    public required double TopFrom { get; init; }

    /// <summary>Standard deviation of the log of the total over what is predicted; see <see cref="Package.LevelSummary"/>.</summary>
    public double LevelLogSd { get; init; }

    /// <summary>Ranges before any later cutoff has been seen: the spread of the prior, no shift.</summary>
    public static IntervalTable Default { get; } =
        new()
        {
            Sigma = [0.9, 0.9, 0.9],
            Levels = [.. NominalLevels.Select(n => new IntervalLevel(n, [0, 0, 0]))],
            TopFrom = double.PositiveInfinity,
        };

    /// <summary>The tier of a customer.</summary>
    public CustomerTier TierOf(int repeatOrders, double predictedClv) =>
        predictedClv >= TopFrom ? CustomerTier.Top
        : repeatOrders > 0 ? CustomerTier.Repeat
        : CustomerTier.OneTime;

    /// <summary>The shifts of a stated coverage.</summary>
    /// <exception cref="ArgumentException">There are no ranges of that coverage.</exception>
    public IntervalLevel Level(double nominal) =>
        Levels.FirstOrDefault(l => Math.Abs(l.Nominal - nominal) < 1e-9)
        ?? throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"There are no ranges that cover {nominal:P0}; this model has {string.Join(", ", Levels.Select(l => l.Nominal.ToString("P0", CultureInfo.InvariantCulture)))}."
            ),
            nameof(nominal)
        );

    /// <summary>Median and range of a customer's value in the horizon, in the unit of <paramref name="predictedClv"/>.</summary>
    public (double Median, double Low, double High) Range(
        CustomerTier tier,
        double predictedClv,
        double probabilityActive,
        IntervalLevel level
    )
    {
        ArgumentNullException.ThrowIfNull(level);
        var sigma = Sigma[(int)tier];
        var value = new ZeroInflatedLognormal(predictedClv, probabilityActive, sigma);
        var (low, high) = QuantileLevels(value.ProbabilityPositive, level.Nominal);
        var shift = level.Shift[(int)tier];
        var factor = Math.Exp(LevelLogSd * NormalDistribution.Quantile((1 + level.Nominal) / 2));
        return (
            value.Quantile(0.5),
            value.Scaled(1 / factor).Quantile(Math.Max(0, low - shift)),
            value.Scaled(factor).Quantile(Math.Clamp(high + shift, 0, LargestLevel))
        );
    }

    /// <summary>Variance of a customer's value before <see cref="Dispersion"/>, in squared money.</summary>
    public static double Variance(double predictedClv, double probabilityActive, double sigma) =>
        new ZeroInflatedLognormal(predictedClv, probabilityActive, sigma).Variance;

    /// <summary>Adds a customer to a total.</summary>
    internal void Add(
        TotalDistribution total,
        CustomerTier tier,
        double predictedClv,
        double probabilityActive
    ) =>
        total.Add(
            new ZeroInflatedLognormal(predictedClv, probabilityActive, Sigma[(int)tier]),
            Dispersion[(int)tier]
        );

    /// <summary>The total of a list and its range of the given coverage.</summary>
    internal ListTotal Range(TotalDistribution total, double coverage) =>
        new(
            total.Customers,
            total.Mean,
            total.Quantile((1 - coverage) / 2, LevelLogSd),
            total.Quantile((1 + coverage) / 2, LevelLogSd),
            coverage
        );

    /// <summary>
    /// How far outside its unshifted range an outcome lies, in probability; negative inside. The conformal shift is the
    /// quantile of this over a tier. Ranges from zero always hold the outcome zero.
    /// </summary>
    public static double Excess(
        double actual,
        double predictedClv,
        double probabilityActive,
        double sigma,
        double nominal
    )
    {
        var value = new ZeroInflatedLognormal(predictedClv, probabilityActive, sigma);
        var (low, high) = QuantileLevels(value.ProbabilityPositive, nominal);
        if (actual < 0)
            return double.PositiveInfinity;
        if (actual == 0 && low == 0)
            return double.NegativeInfinity;
        var level = value.Cdf(actual);
        return low > 0 ? Math.Max(level - high, low - level) : level - high;
    }

    // A customer who may well buy nothing gets a range from zero, which then needs no room below.
    private static (double Low, double High) QuantileLevels(
        double probabilityPositive,
        double nominal
    )
    {
        var tail = (1 - nominal) / 2;
        return 1 - probabilityPositive >= tail ? (0, nominal) : (tail, 1 - tail);
    }
}
