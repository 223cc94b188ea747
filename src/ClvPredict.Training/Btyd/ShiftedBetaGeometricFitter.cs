using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Btyd;

/// <summary>Maximum-likelihood fit of the shifted beta-geometric model of contracts.</summary>
public static class ShiftedBetaGeometricFitter
{
    private static readonly LikelihoodProblem s_problem = new(
        ["alpha", "beta"],
        [1, 1],
        [
            [1, 3],
            [0.3, 1],
            [5, 20],
        ]
    );

    /// <summary>Fits α and β. Ends with a model for every legal set of at least one customer.</summary>
    /// <exception cref="ArgumentException">There is no customer, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<ShiftedBetaGeometricModel> Fit(
        ReadOnlySpan<ContractStatistics> customers,
        FitOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var rows = new CustomerRuns.Row[customers.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new CustomerRuns.Row(customers[i].Renewals, customers[i].HasLeft ? 1 : 0, 0);
        return LikelihoodFit
            .Run(
                rows,
                static (runs, threads) => new ShiftedBetaGeometricLikelihood(runs, threads),
                s_problem,
                null,
                options,
                cancellationToken
            )
            .WithModel(p => new ShiftedBetaGeometricModel(p[0], p[1]));
    }
}
