using System.Collections.Immutable;

namespace ClvPredict.Models.Btyd;

/// <summary>Proportional effects of covariates.</summary>
internal static class CovariateEffects
{
    /// <summary>exp(sign · Σ effect · covariate).</summary>
    public static double Factor(
        ImmutableArray<double> effects,
        ReadOnlySpan<double> covariates,
        string name,
        int sign
    )
    {
        if (covariates.Length != effects.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected {effects.Length} covariates, got {covariates.Length}."
                ),
                name
            );
        }
        var sum = 0.0;
        for (var i = 0; i < effects.Length; i++)
            sum += effects[i] * covariates[i];
        return Math.Exp(sign * sum);
    }
}
