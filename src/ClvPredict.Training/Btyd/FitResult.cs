using System.Collections.Immutable;

namespace ClvPredict.Training.Btyd;

/// <summary>A fitted model and how the fit went.</summary>
/// <typeparam name="TModel">The model's type.</typeparam>
/// <param name="Model">The fitted model, in the units of the data.</param>
/// <param name="LogLikelihood">Sum of the log-likelihood over the customers used, at the model's parameters.</param>
/// <param name="Iterations">Optimisation steps over all starts.</param>
/// <param name="Status">How the fit ended.</param>
/// <param name="Note">What to know when the status is not <see cref="FitStatus.Converged"/>; null otherwise.</param>
/// <param name="Customers">Number of customers used.</param>
/// <param name="ExcludedCustomers">Number of customers that the model cannot use: no orders or no value (Gamma-Gamma).</param>
public sealed record FitResult<TModel>(
    TModel Model,
    double LogLikelihood,
    int Iterations,
    FitStatus Status,
    string? Note,
    int Customers,
    int ExcludedCustomers
)
{
    /// <summary>Names of the estimated parameters, in the order of <see cref="Covariance"/>.</summary>
    public ImmutableArray<string> ParameterNames { get; init; } = [];

    /// <summary>
    /// Covariance of the estimates, (parameters, parameters) row-major, in the units of the parameters: the inverse of the
    /// observed information (minus the second derivatives of the log-likelihood). Empty where that is not positive definite
    /// or a parameter is at its bound: then there are no standard errors. About five digits.
    /// </summary>
    public ImmutableArray<double> Covariance { get; init; } = [];

    /// <summary>Standard errors, the square roots of the covariance's diagonal; empty where there is none.</summary>
    public ImmutableArray<double> StandardErrors =>
        Covariance.IsEmpty
            ? []
            :
            [
                .. ParameterNames.Select(
                    (_, i) => Math.Sqrt(Covariance[i * (ParameterNames.Length + 1)])
                ),
            ];

    /// <summary>The same fit with the model made of what was fitted.</summary>
    internal FitResult<TOther> WithModel<TOther>(Func<TModel, TOther> modelOf) =>
        new(modelOf(Model), LogLikelihood, Iterations, Status, Note, Customers, ExcludedCustomers)
        {
            ParameterNames = ParameterNames,
            Covariance = Covariance,
        };
}
