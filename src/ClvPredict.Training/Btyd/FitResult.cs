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
);
