using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// Expected orders within t of a customer known to be alive, who leaves after each order with probability
/// p ~ Beta(a, b) and orders at a rate λ ~ Gamma(r, α): E[(1 - exp(-λ p t)) / p].
/// </summary>
/// <remarks>
/// The closed form (Fader, Hardie and Lee 2005, equation 9) is
/// (a + b - 1)/(a - 1) (1 - (α/(α + t))^r 2F1(r, b; a + b - 1; t/(α + t))), which cancels near a = 1 and for small t.
/// Here it is the sum over n of P(n orders without leaving) times the expected number of them that are made, which has
/// only positive terms; where that needs too many terms, the mean over p is integrated. Relative error below 1e-11.
/// </remarks>
internal static class BetaGeometricExpectation
{
    private const double MaximumTerms = 3000;
    private const double MaximumLogDecay = 600;
    private const double TermTolerance = 1e-15;
    private const double NegligibleDecay = 42;

    /// <summary>The expectation; all arguments positive, t at least 0.</summary>
    public static double Orders(double r, double alpha, double a, double b, double t)
    {
        if (t == 0)
            return 0;

        var logNone = -r * SpecialFunctions.Log1P(t / alpha);
        var z = t / (alpha + t);
        var mean = r * (t / alpha);
        var terms =
            mean + 10 * Math.Sqrt(mean * (1 + t / alpha)) + NegligibleDecay * (1 + t / alpha);
        return terms <= MaximumTerms && logNone > -MaximumLogDecay
            ? SumOverOrders(r, a, b, z, Math.Exp(logNone))
            : MeanOverDropout(r, alpha, a, b, t);
    }

    /// <summary>Σ over n >= 1 of NBD(n) (1 + b/(a+b) + … + (b)_{n-1}/(a+b)_{n-1}).</summary>
    internal static double SumOverOrders(double r, double a, double b, double z, double none)
    {
        var probability = none;
        var survival = 1.0;
        var made = 0.0;
        var sum = 0.0;
        for (var n = 1; n <= 2 * MaximumTerms; n++)
        {
            probability *= (r + n - 1) / n * z;
            made += survival;
            survival *= (b + n - 1) / (a + b + n - 1);
            sum += probability * made;
            var ratio = Math.Max(z, (r + n) / (n + 1) * z);
            if (
                ratio < 1
                && probability * made * ratio <= TermTolerance * sum * (1 - ratio) * (1 - ratio)
            )
                break;
        }
        return sum;
    }

    /// <summary>∫ Beta(p; a, b) (1 - (1 + p t/α)^-r) / p dp, in the log odds v of p, where the weight decays both ways.</summary>
    internal static double MeanOverDropout(double r, double alpha, double a, double b, double t)
    {
        var mode = Math.Log(a / b);
        var top = LogWeight(mode, a, b);
        var spread = Math.Sqrt(1 / a + 1 / b);
        var from = mode - 10 * spread - NegligibleDecay / a;
        var to = mode + 10 * spread + NegligibleDecay / b;
        // Orders are at most r t / alpha and fall off above p = alpha / (r t).
        var bend = Math.Clamp(-Math.Log(r * t / alpha), from, to);
        var (first, second) = bend < mode ? (bend, mode) : (mode, bend);

        double Integrand(double v)
        {
            var p = v < 0 ? Math.Exp(v) / (1 + Math.Exp(v)) : 1 / (1 + Math.Exp(-v));
            var exponent = r * SpecialFunctions.Log1P(p * (t / alpha));
            // As p -> 0: (1 - exp(-exponent)) / p -> r t / alpha.
            var orders = p < 1e-290 ? r * t / alpha : -SpecialFunctions.ExpM1(-exponent) / p;
            return Math.Exp(LogWeight(v, a, b) - top) * orders;
        }

        var integral =
            AdaptiveQuadrature.Integrate(Integrand, from, first)
            + AdaptiveQuadrature.Integrate(Integrand, first, second)
            + AdaptiveQuadrature.Integrate(Integrand, second, to);
        return Math.Exp(top - SpecialFunctions.LogBeta(a, b)) * integral;
    }

    /// <summary>ln of p^a (1 - p)^b, the beta density times dp/dv.</summary>
    private static double LogWeight(double v, double a, double b)
    {
        var tail = SpecialFunctions.Log1P(Math.Exp(-Math.Abs(v)));
        return a * (Math.Min(v, 0) - tail) + b * (Math.Min(-v, 0) - tail);
    }
}
