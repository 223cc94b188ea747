namespace ClvPredict.Models.Numerics;

/// <summary>The standard normal distribution; accuracies are checked against R's pnorm and qnorm.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.39894228040143267794;
    private const double SeriesUpTo = 3;
    private const int FractionTerms = 120;
    private const int Halvings = 80;

    /// <summary>
    /// P(Z &lt;= z): by the series of Abramowitz and Stegun 1972, 26.2.11, in the middle and by the continued fraction 26.2.14 in the
    /// tails. Relative error below 1e-13 also in the lower tail.
    /// </summary>
    public static double Cdf(double z)
    {
        if (double.IsNaN(z))
            return double.NaN;
        if (z > SeriesUpTo)
            return 1 - UpperTail(z);
        if (z < -SeriesUpTo)
            return UpperTail(-z);
        var term = z;
        var sum = z;
        for (var k = 3; Math.Abs(term) > 1e-18; k += 2)
        {
            term *= z * z / k;
            sum += term;
        }
        return 0.5 + (InverseRootTwoPi * Math.Exp(-0.5 * z * z) * sum);
    }

    /// <summary>The z with P(Z &lt;= z) = p, by bisection; infinite at 0 and 1.</summary>
    /// <param name="p">Probability, 0..1.</param>
    public static double Quantile(double p)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        if (p > 0.5)
            return -Quantile(1 - p);
        if (p == 0)
            return double.NegativeInfinity;
        var (low, high) = (-40.0, 0.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = 0.5 * (low + high);
            if (Cdf(middle) < p)
                low = middle;
            else
                high = middle;
        }
        return 0.5 * (low + high);
    }

    private static double UpperTail(double z)
    {
        var fraction = 0.0;
        for (var k = FractionTerms; k >= 1; k--)
            fraction = k / (z + fraction);
        return InverseRootTwoPi * Math.Exp(-0.5 * z * z) / (z + fraction);
    }
}
