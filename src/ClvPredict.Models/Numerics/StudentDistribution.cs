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
}
