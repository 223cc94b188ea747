using System.Collections.Immutable;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// BG/NBD with static covariates (Fader and Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and
/// BG/NBD models"): α = α₀ exp(-γ'z), and as in CLVTools one effect for both a = a₀ exp(δ'w) and b = b₀ exp(δ'w).
/// </summary>
/// <param name="Baseline">The model of a customer whose covariates are all 0; k is 1.</param>
/// <param name="OrderEffects">γ: a positive one raises the order rate.</param>
/// <param name="LifetimeEffects">
/// δ: the mean chance to leave, a / (a + b), stays as it is; a positive one makes customers more alike in it.
/// </param>
public sealed record BgNbdCovariateModel(
    BgNbdModel Baseline,
    ImmutableArray<double> OrderEffects,
    ImmutableArray<double> LifetimeEffects
)
{
    /// <summary>The model of customers with the given covariates, in the order of the effects.</summary>
    /// <exception cref="ArgumentException">There are not as many covariates as effects.</exception>
    public BgNbdModel For(
        ReadOnlySpan<double> orderCovariates,
        ReadOnlySpan<double> lifetimeCovariates
    )
    {
        var alike = CovariateEffects.Factor(
            LifetimeEffects,
            lifetimeCovariates,
            nameof(lifetimeCovariates),
            1
        );
        return new(
            Baseline.R,
            Baseline.Alpha
                * CovariateEffects.Factor(
                    OrderEffects,
                    orderCovariates,
                    nameof(orderCovariates),
                    -1
                ),
            Baseline.A * alike,
            Baseline.B * alike
        );
    }
}
