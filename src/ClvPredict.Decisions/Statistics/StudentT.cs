using ClvPredict.Models.Numerics;

namespace ClvPredict.Decisions.Statistics;

/// <summary>Student's t distribution with any positive, not only whole, degrees of freedom.</summary>
internal static class StudentT
{
    private const int MaxTerms = 500;
    private const double Tiny = 1e-300;

    /// <summary>P(T at most t), accurate to about 1e-12 (Press et al. 2007, "Numerical Recipes", 6.14.9).</summary>
    /// <param name="t">Any finite number.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double Cumulative(double t, double freedom)
    {
        var square = t * t;
        // Near the middle the distance from it is computed, elsewhere the tail: neither loses digits.
        if (square < freedom)
        {
            var off = 0.5 * RegularizedBeta(square / (freedom + square), 0.5, freedom / 2);
            return t > 0 ? 0.5 + off : 0.5 - off;
        }
        var tail = 0.5 * RegularizedBeta(freedom / (freedom + square), freedom / 2, 0.5);
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>The t below which a share of the distribution lies, found by bisection; within ±1e9.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double Quantile(double probability, double freedom)
    {
        // Doubling finds the scale, bisection the place: heavy tails need both.
        var high = 1.0;
        while (high < 1e9 && Cumulative(high, freedom) < probability)
            high *= 2;
        var low = -1.0;
        while (low > -1e9 && Cumulative(low, freedom) > probability)
            low *= 2;
        for (var step = 0; step < 100 && high - low > 1e-13 * Math.Max(1, Math.Abs(low)); step++)
        {
            var middle = 0.5 * (low + high);
            if (Cumulative(middle, freedom) < probability)
                low = middle;
            else
                high = middle;
        }
        return 0.5 * (low + high);
    }

    // The incomplete beta function I_x(a, b) by Lentz's continued fraction, on the side where it converges fast.
    private static double RegularizedBeta(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        var front = Math.Exp(
            (a * Math.Log(x)) + (b * Math.Log(1 - x)) - SpecialFunctions.LogBeta(a, b)
        );
        return x < (a + 1) / (a + b + 2)
            ? front * Fraction(x, a, b) / a
            : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        var c = 1.0;
        var d = Inverse(1 - ((a + b) * x / (a + 1)));
        var result = d;
        for (var m = 1; m < MaxTerms; m++)
        {
            var even = m * (b - m) * x / ((a - 1 + (2 * m)) * (a + (2 * m)));
            d = Inverse(1 + (even * d));
            c = NotZero(1 + (even / c));
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + 1 + (2 * m)));
            d = Inverse(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
                break;
        }
        return result;
    }

    private static double Inverse(double value) => 1 / NotZero(value);

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
