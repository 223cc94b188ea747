namespace ClvPredict.Models.Intervals;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    /// <summary>Probability of a value up to z; absolute error below 1e-14 (West 2005, "Better approximations to cumulative normal functions").</summary>
    public static double Cdf(double z)
    {
        var x = Math.Abs(z);
        if (double.IsNaN(z))
            return double.NaN;
        double tail;
        if (x > 37)
        {
            tail = 0;
        }
        else if (x < 7.07106781186547)
        {
            var e = Math.Exp(-x * x / 2);
            var numerator = (3.52624965998911e-02 * x) + 0.700383064443688;
            numerator = (numerator * x) + 6.37396220353165;
            numerator = (numerator * x) + 33.912866078383;
            numerator = (numerator * x) + 112.079291497871;
            numerator = (numerator * x) + 221.213596169931;
            numerator = (numerator * x) + 220.206867912376;
            var denominator = (8.83883476483184e-02 * x) + 1.75566716318264;
            denominator = (denominator * x) + 16.064177579207;
            denominator = (denominator * x) + 86.7807322029461;
            denominator = (denominator * x) + 296.564248779674;
            denominator = (denominator * x) + 637.333633378831;
            denominator = (denominator * x) + 793.826512519948;
            denominator = (denominator * x) + 440.413735824752;
            tail = e * numerator / denominator;
        }
        else
        {
            var fraction = x + 0.65;
            for (var k = 4; k >= 1; k--)
                fraction = x + (k / fraction);
            tail = Math.Exp(-x * x / 2) / fraction / 2.506628274631;
        }
        return z > 0 ? 1 - tail : tail;
    }

    /// <summary>The z with <see cref="Cdf"/>(z) = p, by bisection to the last digits; infinite at 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is no probability.</exception>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(p),
                p,
                "A probability lies between 0 and 1."
            );
        if (p is 0 or 1)
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var (low, high) = (-38.0, 38.0);
        for (var i = 0; i < 64; i++)
        {
            var middle = (low + high) / 2;
            if (Cdf(middle) < p)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }
}
