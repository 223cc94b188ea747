namespace ClvPredict.Models.Numerics;

/// <summary>
/// Mean of a function of p ~ Beta(a, b), integrated over the log odds of p, where the density decays both ways. It stands in
/// for Gauss hypergeometric functions, 2F1(n, b; a + b; z) = E[(1 - z (1 - p))^-n], where their series are slow or cancel.
/// </summary>
internal static class BetaMean
{
    private const double NegligibleDecay = 42;
    private const double Near = 30;

    /// <summary>The mean, to about 1e-12 relative.</summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    /// <param name="function">Positive and finite, of p and 1 - p (each without cancellation); at most a power of p near 0.</param>
    /// <param name="bend">Log odds of p at which the function changes its shape.</param>
    public static double Of(double a, double b, Func<double, double, double> function, double bend)
    {
        var mode = Math.Log(a / b);
        var top = LogWeight(mode, a, b);
        var spread = Math.Sqrt(1 / a + 1 / b);
        var from = mode - 10 * spread - NegligibleDecay / a;
        var to = mode + 10 * spread + NegligibleDecay / b;
        // The range may be of the size of 1/a or 1/b while what counts is of the size of 1 at the mode or the bend.
        Span<double> breaks =
        [
            from,
            Math.Clamp(bend - Near, from, to),
            Math.Clamp(bend, from, to),
            Math.Clamp(bend + Near, from, to),
            Math.Max(mode - Near, from),
            mode,
            Math.Min(mode + Near, to),
            to,
        ];
        breaks.Sort();

        double Integrand(double v)
        {
            var power = Math.Exp(-Math.Abs(v));
            var (less, more) = (power / (1 + power), 1 / (1 + power));
            var value = v < 0 ? function(less, more) : function(more, less);
            return Math.Exp(LogWeight(v, a, b) - top) * value;
        }

        var integral = AdaptiveQuadrature.Integrate(Integrand, breaks);
        return Math.Exp(top - SpecialFunctions.LogBeta(a, b)) * integral;
    }

    /// <summary>ln of p^a (1 - p)^b, the beta density times dp/dv.</summary>
    private static double LogWeight(double v, double a, double b)
    {
        var tail = SpecialFunctions.Log1P(Math.Exp(-Math.Abs(v)));
        return a * (Math.Min(v, 0) - tail) + b * (Math.Min(-v, 0) - tail);
    }
}
