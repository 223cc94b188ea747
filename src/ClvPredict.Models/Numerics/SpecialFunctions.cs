using System.Runtime.Intrinsics;

namespace ClvPredict.Models.Numerics;

/// <summary>
/// The special functions that the purchase and spend models need, for positive arguments. Accuracies are checked
/// against 30-digit values in the tests.
/// </summary>
public static class SpecialFunctions
{
    /// <summary>From here on Stirling's series is used directly; smaller arguments are shifted up to it.</summary>
    private const double AsymptoticFrom = 12;

    /// <summary>Up to this many factors a rising factorial is summed factor by factor.</summary>
    private const double DirectFactors = 20;

    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>
    /// ln Γ(x) for x > 0, by the recurrence and Stirling's series (Abramowitz and Stegun 1972, 6.1.41).
    /// Error below 1e-14 absolute or 4e-15 relative, whichever is larger. NaN for x &lt;= 0 and for NaN.
    /// </summary>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
            return double.NaN;

        var factor = 1.0;
        var shifted = x;
        while (shifted < AsymptoticFrom)
            factor *= shifted++;
        return (shifted - 0.5) * Math.Log(shifted)
            - shifted
            + HalfLogTwoPi
            + StirlingCorrection(shifted)
            - Math.Log(factor);
    }

    /// <summary>
    /// ψ(x) = d ln Γ(x) / dx for x > 0, by the recurrence and the asymptotic series (Abramowitz and Stegun 1972,
    /// 6.3.18). Error below 1e-14 absolute or 4e-15 relative, whichever is larger. NaN for x &lt;= 0 and for NaN.
    /// </summary>
    public static double Digamma(double x)
    {
        if (!(x > 0))
            return double.NaN;

        var shift = 0.0;
        while (x < AsymptoticFrom)
            shift += 1 / x++;
        var z = 1 / (x * x);
        var series =
            z
            * (
                1.0 / 12
                - z
                    * (
                        1.0 / 120
                        - z
                            * (
                                1.0 / 252
                                - z * (1.0 / 240 - z * (1.0 / 132 - z * (691.0 / 32760 - z / 12)))
                            )
                    )
            );
        return Math.Log(x) - 0.5 / x - series - shift;
    }

    /// <summary>ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b), for a, b > 0.</summary>
    public static double LogBeta(double a, double b) =>
        LogGamma(Math.Min(a, b)) - LogGammaDifference(Math.Max(a, b), Math.Min(a, b));

    /// <summary>
    /// ln of the rising factorial a (a + 1) … (a + n - 1) = ln Γ(a + n) - ln Γ(a), for a > 0 and whole n >= 0; without
    /// the cancellation of the difference where a is large and n small.
    /// </summary>
    public static double LogRisingFactorial(double a, double n)
    {
        if (n > DirectFactors)
            return LogGammaDifference(a, n);

        var sum = 0.0;
        for (var j = 0; j < n; j++)
            sum += Math.Log(a + j);
        return sum;
    }

    /// <summary>ψ(a + n) - ψ(a), the derivative of <see cref="LogRisingFactorial"/> with respect to a.</summary>
    public static double DigammaDifference(double a, double n)
    {
        if (n > DirectFactors)
            return Digamma(a + n) - Digamma(a);

        var sum = 0.0;
        for (var j = 0; j < n; j++)
            sum += 1 / (a + j);
        return sum;
    }

    /// <summary>ln(1 + x) for x > -1 without cancellation near 0: the rounding of 1 + x is divided out (Kahan).</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary><see cref="Log1P(double)"/> of four finite values.</summary>
    public static Vector256<double> Log1P(Vector256<double> x)
    {
        var sum = Vector256<double>.One + x;
        var rounded = sum - Vector256<double>.One;
        var isTiny = Vector256.Equals(rounded, Vector256<double>.Zero);
        var quotient = x / Vector256.ConditionalSelect(isTiny, Vector256<double>.One, rounded);
        return Vector256.ConditionalSelect(isTiny, x, Vector256.Log(sum) * quotient);
    }

    /// <summary>exp(x) - 1 without cancellation near 0: the rounding of exp(x) is divided out (Kahan).</summary>
    public static double ExpM1(double x)
    {
        var power = Math.Exp(x);
        if (power == 1)
            return x;
        var difference = power - 1;
        return difference == -1 || double.IsPositiveInfinity(power)
            ? difference
            : difference * (x / Math.Log(power));
    }

    /// <summary>(1 - exp(-x)) / x, which is 1 at x = 0: the mean of exp(-x u) over u in [0, 1].</summary>
    public static double MeanDecay(double x) => x == 0 ? 1 : -ExpM1(-x) / x;

    /// <summary>
    /// ln Γ(x + d) - ln Γ(x) for positive x and d, without the cancellation of the difference where x is large.
    /// </summary>
    private static double LogGammaDifference(double x, double d)
    {
        if (x < AsymptoticFrom)
            return LogGamma(x + d) - LogGamma(x);
        return (x - 0.5) * Log1P(d / x)
            + d * (Math.Log(x + d) - 1)
            + (StirlingCorrection(x + d) - StirlingCorrection(x));
    }

    /// <summary>What Stirling's formula for ln Γ(x) lacks, for x >= 12.</summary>
    private static double StirlingCorrection(double x)
    {
        var z = 1 / (x * x);
        return (
                1.0 / 12
                - z
                    * (
                        1.0 / 360
                        - z
                            * (
                                1.0 / 1260
                                - z
                                    * (
                                        1.0 / 1680
                                        - z * (1.0 / 1188 - z * (691.0 / 360360 - z / 156))
                                    )
                            )
                    )
            ) / x;
    }
}
