namespace ClvPredict.Models.Numerics;

/// <summary>Student's t distribution, by the incomplete beta function (Abramowitz and Stegun 1972, 26.7.1); accuracies are checked against
/// R's pt and qt.</summary>
public static class StudentDistribution
{
    /// <summary>P(|T| &gt;= |t|).</summary>
    /// <param name="t">Point.</param>
    /// <param name="freedom">Degrees of freedom, above 0; need not be whole.</param>
    public static double TwoSided(double t, double freedom) =>
        double.IsNaN(t)
            ? double.NaN
            : BetaDistribution.Cdf(freedom / (freedom + (t * t)), 0.5 * freedom, 0.5);

    /// <summary>The t with P(|T| &gt;= t) = p, at least 0.</summary>
    /// <param name="p">Two-sided probability, above 0 and at most 1.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double TwoSidedQuantile(double p, double freedom)
    {
        var x = BetaDistribution.Quantile(p, 0.5 * freedom, 0.5);
        return Math.Sqrt(freedom * (1 - x) / x);
    }

    /// <summary>P(T at most t), by the regularized incomplete beta function.</summary>
    /// <param name="t">Any finite number.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double Cdf(double t, double freedom)
    {
        var square = t * t;
        // Near the middle the distance from it is computed, elsewhere the tail: neither loses digits.
        if (square < freedom)
        {
            var off = 0.5 * BetaDistribution.Cdf(square / (freedom + square), 0.5, freedom / 2);
            return t > 0 ? 0.5 + off : 0.5 - off;
        }
        var tail = 0.5 * BetaDistribution.Cdf(freedom / (freedom + square), freedom / 2, 0.5);
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>The t below which a share of the distribution lies, found by Newton's method in a bracket that is halved wherever
    /// a step would leave it; within ±1e9.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double Quantile(double probability, double freedom)
    {
        // Doubling finds the scale: heavy tails need it.
        var high = 1.0;
        while (high < 1e9 && Cdf(high, freedom) < probability)
            high *= 2;
        var low = -1.0;
        while (low > -1e9 && Cdf(low, freedom) > probability)
            low *= 2;
        // Log of the density at 0.
        var logPeak = -SpecialFunctions.LogBeta(0.5 * freedom, 0.5) - (0.5 * Math.Log(freedom));
        var t = 0.5 * (low + high);
        for (var step = 0; step < 100 && high - low > 1e-13 * Math.Max(1, Math.Abs(low)); step++)
        {
            var off = Cdf(t, freedom) - probability;
            if (off < 0)
                low = t;
            else
                high = t;
            var density = Math.Exp(
                logPeak - (0.5 * (freedom + 1) * SpecialFunctions.Log1P(t * t / freedom))
            );
            var next = t - (off / density);
            if (!(next > low && next < high))
                next = 0.5 * (low + high);
            if (Math.Abs(next - t) <= 1e-14 * Math.Max(1, Math.Abs(t)))
                return next;
            t = next;
        }
        return 0.5 * (low + high);
    }
}
