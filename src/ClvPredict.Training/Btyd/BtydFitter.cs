using System.Collections.Immutable;
using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Maximum-likelihood fits of the "buy till you die" models. They end with a model for every legal set of at least one
/// customer, degenerate ones included; <see cref="FitResult{TModel}.Status"/> says how much to trust it. Parameters come
/// out in the unit of time of the statistics. Same bytes for any number of threads.
/// </summary>
public static class BtydFitter
{
    /// <summary>Bound on the logs of the parameters, relative to the scale of the data: a factor of 22,000 either way.</summary>
    private const double LargestLog = 10;

    /// <summary>Fits the BG/NBD; <paramref name="warmStart"/> saves the search for a start, for example a fit at an earlier cutoff.</summary>
    /// <exception cref="ArgumentException">There is no customer, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<BgNbdModel> FitBgNbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        FitOptions? options = null,
        BgNbdModel? warmStart = null,
        CancellationToken cancellationToken = default
    )
    {
        double[]? start = warmStart is null
            ? null
            : [warmStart.R, warmStart.Alpha, warmStart.A, warmStart.B];
        var fit = Fit(customers, DropoutPerOrder, BgLikelihood, start, options, cancellationToken);
        return WithModel(
            fit,
            new BgNbdModel(fit.Model[0], fit.Model[1], fit.Model[2], fit.Model[3])
        );
    }

    /// <summary>Fits the MBG/NBD; <paramref name="warmStart"/> saves the search for a start, for example a fit at an earlier cutoff.</summary>
    /// <exception cref="ArgumentException">There is no customer, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<MbgNbdModel> FitMbgNbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        FitOptions? options = null,
        MbgNbdModel? warmStart = null,
        CancellationToken cancellationToken = default
    )
    {
        double[]? start = warmStart is null
            ? null
            : [warmStart.R, warmStart.Alpha, warmStart.A, warmStart.B];
        var fit = Fit(customers, DropoutPerOrder, MbgLikelihood, start, options, cancellationToken);
        return WithModel(
            fit,
            new MbgNbdModel(fit.Model[0], fit.Model[1], fit.Model[2], fit.Model[3])
        );
    }

    /// <summary>Fits the Pareto/NBD; <paramref name="warmStart"/> saves the search for a start, for example a fit at an earlier cutoff.</summary>
    /// <exception cref="ArgumentException">There is no customer, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<ParetoNbdModel> FitParetoNbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        FitOptions? options = null,
        ParetoNbdModel? warmStart = null,
        CancellationToken cancellationToken = default
    )
    {
        double[]? start = warmStart is null
            ? null
            : [warmStart.R, warmStart.Alpha, warmStart.S, warmStart.Beta];
        var fit = Fit(
            customers,
            DropoutInTime,
            ParetoLikelihoodOf,
            start,
            options,
            cancellationToken
        );
        return WithModel(
            fit,
            new ParetoNbdModel(fit.Model[0], fit.Model[1], fit.Model[2], fit.Model[3])
        );
    }

    private static FitResult<double[]> Fit(
        ReadOnlySpan<PurchaseStatistics> customers,
        Func<double, double, LikelihoodProblem> problemOf,
        Func<CustomerRuns, int, RunLikelihood> likelihoodOf,
        double[]? warmStart,
        FitOptions? options,
        CancellationToken cancellationToken
    )
    {
        if (customers.IsEmpty)
            throw new ArgumentException(
                "Expected at least one customer, got none.",
                nameof(customers)
            );
        options ??= new FitOptions();
        FitOptions.Validate(options);

        var rows = new CustomerRuns.Row[customers.Length];
        var (orders, time) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            var customer = customers[i];
            rows[i] = new CustomerRuns.Row(
                customer.RepeatOrders,
                customer.LastOrderAge,
                customer.CustomerAge
            );
            orders += customer.RepeatOrders;
            time += customer.CustomerAge;
        }
        // Half an order stands in for none, and one unit of time where all customers came on the last day.
        var meanAge = time > 0 ? time / rows.Length : 1;
        var meanInterval = meanAge * rows.Length / Math.Max(orders, 0.5);
        var problem = problemOf(meanInterval, meanAge);
        var runs = CustomerRuns.Of(rows);
        var fit = LikelihoodFit.Run(
            runs,
            likelihoodOf,
            problem,
            warmStart,
            options,
            cancellationToken
        );
        if (time > 0)
            return fit;
        return fit with
        {
            Status = FitStatus.Fallback,
            Note =
                "All customers came on the last observed day: no time was observed, so the model is a guess.",
        };
    }

    private static RunLikelihood BgLikelihood(CustomerRuns runs, int threads) =>
        new BetaGeometricLikelihood(runs, threads, leavesAfterFirstOrder: false);

    private static RunLikelihood MbgLikelihood(CustomerRuns runs, int threads) =>
        new BetaGeometricLikelihood(runs, threads, leavesAfterFirstOrder: true);

    private static RunLikelihood ParetoLikelihoodOf(CustomerRuns runs, int threads) =>
        new ParetoLikelihood(runs, threads);

    private static LikelihoodProblem DropoutPerOrder(double meanInterval, double meanAge) =>
        Problem(
            ["r", "alpha", "a", "b"],
            [1, meanInterval, 1, 1],
            [
                [0.5, 0.5, 1, 2],
                [0.3, 0.15, 0.5, 5],
                [2, 2, 0.1, 2],
            ]
        );

    private static LikelihoodProblem DropoutInTime(double meanInterval, double meanAge) =>
        Problem(
            ["r", "alpha", "s", "beta"],
            [1, meanInterval, 1, meanAge],
            [
                [0.5, 0.3, 0.5, 0.3],
                [1, 1, 0.3, 1],
                [2, 2, 2, 5],
            ]
        );

    private static LikelihoodProblem Problem(
        ImmutableArray<string> names,
        ImmutableArray<double> scales,
        ImmutableArray<ImmutableArray<double>> starts
    ) =>
        new(
            names,
            scales,
            [.. Enumerable.Repeat(-LargestLog, scales.Length)],
            [.. Enumerable.Repeat(LargestLog, scales.Length)],
            starts
        );

    private static FitResult<TModel> WithModel<TModel>(FitResult<double[]> fit, TModel model) =>
        new(
            model,
            fit.LogLikelihood,
            fit.Iterations,
            fit.Status,
            fit.Note,
            fit.Customers,
            fit.ExcludedCustomers
        );
}
