using ClvPredict.Models.Numerics;

namespace ClvPredict.Decisions.Purchases;

/// <summary>
/// Gaps between a customer's orders, learnt from all customers and from the customer's own. The logs of a customer's gaps are
/// normal with a mean and a variance of the customer's own, which over the customers have the conjugate normal-inverse-gamma
/// distribution (Gelman et al. 2013, "Bayesian Data Analysis", 3.3) with parameters that maximise the marginal likelihood of
/// all gaps (empirical Bayes). The next gap then has a Student t distribution on the log scale. Of gaps that are still open only
/// their length so far is used: the next gap is at least as long. So a window holds for customers who do order again; whether
/// one does is what P(alive) and the churn probability say.
/// </summary>
/// <param name="MeanLog">m: mean over the customers of the log of a gap in days.</param>
/// <param name="PriorGaps">κ: how many gaps of one's own the mean of all is worth.</param>
/// <param name="Freedom">ν: how many gaps of one's own the variance of all is worth.</param>
/// <param name="Variance">s²: variance of the logs of one customer's gaps.</param>
/// <param name="Gaps">Gaps learnt from.</param>
public sealed record GapModel(
    double MeanLog,
    double PriorGaps,
    double Freedom,
    double Variance,
    int Gaps
)
{
    /// <summary>Fewest gaps that a model is learnt from.</summary>
    public const int MinGaps = 30;

    private const int FarthestDays = 3653;
    private const double NearestToCertain = 1e-9;

    /// <summary>Learns the parameters; null where there are fewer than <see cref="MinGaps"/> gaps.</summary>
    /// <param name="customers">The gaps of each customer, or of each customer and product.</param>
    /// <param name="cancellationToken">Checked once a step of the search.</param>
    public static GapModel? Fit(
        IReadOnlyList<GapStatistics> customers,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(customers);
        return GapLikelihood.Fit(customers, cancellationToken);
    }

    /// <summary>When somebody orders next.</summary>
    /// <param name="own">The gaps so far; none is fine.</param>
    /// <param name="silenceDays">Days from the last order to the first day not observed, at least 1.</param>
    /// <param name="coverage">Probability that the window holds the next order, above 0 and below 1.</param>
    public GapWindow Next(GapStatistics own, int silenceDays, double coverage = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silenceDays, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(coverage, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(coverage, 1);
        var (mean, scale, freedom) = Predictive(own);
        var passed = Passed(own, silenceDays);
        var low = Math.Max(silenceDays, Days((1 - coverage) / 2, 0.5));
        var high = Math.Max(low, Days((1 + coverage) / 2, -0.5));
        return new GapWindow(
            // The median of a symmetric distribution is its middle, on the log scale as well.
            Math.Max(1, (int)Math.Round(Math.Exp(Math.Min(mean, Math.Log(FarthestDays))))),
            Math.Clamp(Days(0.5, 0), low, high),
            low,
            high,
            passed
        );

        // The day nearest to a quantile of the gaps that are at least as long as the silence.
        int Days(double level, double shift)
        {
            var t = StudentDistribution.Quantile(passed + (level * (1 - passed)), freedom);
            var days = Math.Exp(Math.Min(mean + (scale * t), Math.Log(FarthestDays)));
            return Math.Max(1, (int)Math.Round(days + shift, MidpointRounding.AwayFromZero));
        }
    }

    /// <summary><see cref="GapWindow.PassedShare"/> alone.</summary>
    internal double Passed(GapStatistics own, int silenceDays)
    {
        var (mean, scale, freedom) = Predictive(own);
        // A gap of g days stands for all from g - 1/2 to g + 1/2.
        return Math.Min(
            1 - NearestToCertain,
            StudentDistribution.Cdf((Math.Log(silenceDays - 0.5) - mean) / scale, freedom)
        );
    }

    // The Student t distribution of the log of somebody's next gap.
    private (double Mean, double Scale, double Freedom) Predictive(GapStatistics own)
    {
        var (gaps, freedom) = (PriorGaps + own.Count, Freedom + own.Count);
        var mean = ((PriorGaps * MeanLog) + own.SumOfLogs) / gaps;
        var squares = SquaresOf(own, MeanLog, PriorGaps, Freedom * Variance);
        return (mean, Math.Sqrt(squares / freedom * (1 + (1 / gaps))), freedom);
    }

    /// <summary>ν s² of the posterior: prior squares, own squares, and how far the own mean lies from that of all.</summary>
    internal static double SquaresOf(
        GapStatistics own,
        double meanLog,
        double priorGaps,
        double priorSquares
    )
    {
        if (own.Count == 0)
            return priorSquares;
        var off = (own.SumOfLogs / own.Count) - meanLog;
        return priorSquares
            + own.SquaresAroundMean
            + (priorGaps * own.Count / (priorGaps + own.Count) * off * off);
    }
}
