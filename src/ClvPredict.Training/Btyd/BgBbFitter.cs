using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Btyd;

/// <summary>Maximum-likelihood fit of the BG/BB.</summary>
public static class BgBbFitter
{
    private static readonly LikelihoodProblem s_problem = new(
        ["alpha", "beta", "gamma", "delta"],
        [1, 1, 1, 1],
        [
            [1, 1, 1, 3],
            [0.5, 2, 0.5, 10],
            [5, 5, 0.2, 1],
        ]
    );

    /// <summary>Fits α, β, γ, δ. Ends with a model for every legal set of at least one customer.</summary>
    /// <exception cref="ArgumentException">There is no customer, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<BgBbModel> Fit(
        ReadOnlySpan<OpportunityStatistics> customers,
        FitOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var rows = new CustomerRuns.Row[customers.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var customer = customers[i];
            rows[i] = new CustomerRuns.Row(
                customer.Purchases,
                customer.LastPurchase,
                customer.Opportunities
            );
        }
        return LikelihoodFit
            .Run(
                rows,
                static (runs, threads) => new BgBbLikelihood(runs, threads),
                s_problem,
                null,
                options,
                cancellationToken
            )
            .WithModel(p => new BgBbModel(p[0], p[1], p[2], p[3]));
    }
}
