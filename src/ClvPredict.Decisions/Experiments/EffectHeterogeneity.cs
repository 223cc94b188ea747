using ClvPredict.Models.Numerics;

namespace ClvPredict.Decisions.Experiments;

/// <summary>Whether the effect differs between strata more than by chance (Cochran 1954).</summary>
/// <param name="Q">Weighted sum of squared deviations of the strata's effects from their mean.</param>
/// <param name="Freedom">Strata less one.</param>
/// <param name="PValue">Probability of a Q this large if the effect were the same everywhere; 1 with one stratum.</param>
public sealed record EffectHeterogeneity(double Q, int Freedom, double PValue)
{
    internal static EffectHeterogeneity Of(IReadOnlyList<EffectEstimate> effects)
    {
        var usable = effects.Where(e => e.StandardError > 0).ToArray();
        if (usable.Length < 2)
            return new EffectHeterogeneity(0, 0, 1);
        var weights = usable.Select(e => 1 / (e.StandardError * e.StandardError)).ToArray();
        var mean = usable.Select((e, i) => weights[i] * e.PerCustomer).Sum() / weights.Sum();
        var q = usable
            .Select((e, i) => weights[i] * (e.PerCustomer - mean) * (e.PerCustomer - mean))
            .Sum();
        return new EffectHeterogeneity(q, usable.Length - 1, Tail(q, usable.Length - 1));
    }

    /// <summary>P(chi-squared >= q) for whole degrees of freedom (Abramowitz and Stegun 1972, 26.4.4 and 26.4.5).</summary>
    internal static double Tail(double q, int freedom)
    {
        var odd = freedom % 2 == 1;
        var tail = odd ? 2 * NormalDistribution.Cdf(-Math.Sqrt(q)) : 0;
        // Terms q^j e^(-q/2) / (2 4 6 …) for even, / (1 3 5 …) for odd degrees of freedom.
        var term = odd ? Math.Sqrt(2 * q / Math.PI) * Math.Exp(-0.5 * q) : Math.Exp(-0.5 * q);
        for (var j = odd ? 3 : 2; j <= freedom; j += 2)
        {
            tail += term;
            term *= q / j;
        }
        return Math.Min(1, tail);
    }
}
