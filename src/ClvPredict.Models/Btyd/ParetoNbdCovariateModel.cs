using System.Collections.Immutable;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// Pareto/NBD with static covariates (Fader and Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD
/// and BG/NBD models"): a customer's order rate and rate of leaving are proportional to the exponentials of weighted sums of
/// covariates, that is α = α₀ exp(-γ'z) and β = β₀ exp(-δ'w).
/// </summary>
/// <param name="Baseline">The model of a customer whose covariates are all 0.</param>
/// <param name="OrderEffects">γ: a positive one raises the order rate.</param>
/// <param name="LifetimeEffects">δ: a positive one raises the rate of leaving.</param>
public sealed record ParetoNbdCovariateModel(
    ParetoNbdModel Baseline,
    ImmutableArray<double> OrderEffects,
    ImmutableArray<double> LifetimeEffects
)
{
    /// <summary>The model of customers with the given covariates, in the order of the effects.</summary>
    /// <exception cref="ArgumentException">There are not as many covariates as effects.</exception>
    public ParetoNbdModel For(
        ReadOnlySpan<double> orderCovariates,
        ReadOnlySpan<double> lifetimeCovariates
    ) =>
        new(
            Baseline.R,
            Baseline.Alpha
                * CovariateEffects.Factor(
                    OrderEffects,
                    orderCovariates,
                    nameof(orderCovariates),
                    -1
                ),
            Baseline.S,
            Baseline.Beta
                * CovariateEffects.Factor(
                    LifetimeEffects,
                    lifetimeCovariates,
                    nameof(lifetimeCovariates),
                    -1
                )
        );
}
