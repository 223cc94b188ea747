using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// Number of orders of a Poisson process whose rate is gamma distributed with shape r, within a time of
/// <c>relativeTime</c> = t / α.
/// </summary>
internal static class NegativeBinomial
{
    private const double TermTolerance = 1e-16;

    /// <summary>Below this products of terms would round to denormal numbers, which need never become 0.</summary>
    private const double NegligibleTerm = 1e-290;

    /// <summary>P(N = n).</summary>
    public static double Probability(double r, double relativeTime, int n)
    {
        if (relativeTime == 0)
            return n == 0 ? 1 : 0;
        return Math.Exp(LogCoefficient(r, n) + LogKernel(r, relativeTime, n));
    }

    /// <summary>ln of Γ(r + n) / (Γ(r) n!).</summary>
    public static double LogCoefficient(double r, int n) =>
        SpecialFunctions.LogRisingFactorial(r, n) - SpecialFunctions.LogGamma(n + 1.0);

    /// <summary>ln of (α/(α + t))^r (t/(α + t))^n, for t > 0.</summary>
    public static double LogKernel(double r, double relativeTime, int n) =>
        n * Math.Log(relativeTime) - (r + n) * SpecialFunctions.Log1P(relativeTime);

    /// <summary>P(N >= n), summed on the side of n where it does not cancel.</summary>
    public static double UpperTail(double r, double relativeTime, int n)
    {
        var z = relativeTime / (1 + relativeTime);
        if (n <= r * relativeTime)
        {
            var below = 0.0;
            for (var j = 0; j < n; j++)
                below += Probability(r, relativeTime, j);
            return Math.Max(0, 1 - below);
        }

        var term = Probability(r, relativeTime, n);
        var sum = 0.0;
        for (var j = n; ; j++)
        {
            sum += term;
            var ratio = (r + j) / (j + 1) * z;
            var bound = Math.Max(z, ratio);
            if (term < NegligibleTerm || !(term * bound > TermTolerance * sum * (1 - bound)))
                return sum;
            term *= ratio;
        }
    }
}
