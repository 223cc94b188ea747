using ClvPredict.Models.Btyd;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Maximum-likelihood fits of the "buy till you die" models. They end with a model for every legal set of at least one
/// customer, degenerate ones included; <see cref="FitResult{TModel}.Status"/> says how much to trust it. Parameters come
/// out in the unit of time of the statistics. Same bytes for any number of threads.
/// </summary>
public static class BtydFitter
{
    /// <summary>Fits the BG/NBD; <paramref name="warmStart"/> saves the search for a start, for example a fit at an earlier cutoff.</summary>
    /// <exception cref="ArgumentException">There is no customer, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<BgNbdModel> FitBgNbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        FitOptions? options = null,
        BgNbdModel? warmStart = null,
        CancellationToken cancellationToken = default
    ) =>
        FitDropoutPerOrder(
                PurchaseProblem.Of(customers),
                leavesAfterFirstOrder: false,
                1,
                StartOf(warmStart),
                options,
                cancellationToken
            )
            .WithModel(p => new BgNbdModel(p[0], p[1], p[2], p[3]));

    /// <summary>Fits the MBG/NBD; <paramref name="warmStart"/> saves the search for a start, for example a fit at an earlier cutoff.</summary>
    /// <exception cref="ArgumentException">There is no customer, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<MbgNbdModel> FitMbgNbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        FitOptions? options = null,
        MbgNbdModel? warmStart = null,
        CancellationToken cancellationToken = default
    ) => FitMbgNbd(PurchaseProblem.Of(customers), options, warmStart, cancellationToken);

    internal static FitResult<MbgNbdModel> FitMbgNbd(
        PurchaseProblem data,
        FitOptions? options,
        MbgNbdModel? warmStart,
        CancellationToken cancellationToken
    ) =>
        FitDropoutPerOrder(
                data,
                leavesAfterFirstOrder: true,
                1,
                StartOf(warmStart),
                options,
                cancellationToken
            )
            .WithModel(p => new MbgNbdModel(p[0], p[1], p[2], p[3]));

    /// <summary>Fits the Pareto/NBD; <paramref name="warmStart"/> saves the search for a start, for example a fit at an earlier cutoff.</summary>
    /// <exception cref="ArgumentException">There is no customer, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<ParetoNbdModel> FitParetoNbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        FitOptions? options = null,
        ParetoNbdModel? warmStart = null,
        CancellationToken cancellationToken = default
    ) => FitParetoNbd(PurchaseProblem.Of(customers), options, warmStart, cancellationToken);

    internal static FitResult<ParetoNbdModel> FitParetoNbd(
        PurchaseProblem data,
        FitOptions? options,
        ParetoNbdModel? warmStart,
        CancellationToken cancellationToken
    )
    {
        double[]? start = warmStart is null
            ? null
            : [warmStart.R, warmStart.Alpha, warmStart.S, warmStart.Beta];
        var fit = LikelihoodFit.Run(
            data.Rows,
            static (runs, threads) => new ParetoLikelihood(runs, threads),
            data.DropoutInTime(),
            start,
            options,
            cancellationToken
        );
        return data.Marked(fit).WithModel(p => new ParetoNbdModel(p[0], p[1], p[2], p[3]));
    }

    /// <summary>
    /// Fits the BG/CNBD-k for k = 1, 2, … and returns the k of the highest likelihood: k is raised for as long as that
    /// helps. With k = 1 it is the BG/NBD.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// There is no customer, the intervals of a customer are not known, or an option is outside its range.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<BgNbdModel> FitBgCnbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        FitOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var (fit, k) = FitRegularity(customers, false, options, cancellationToken);
        return fit.WithModel(p => new BgNbdModel(p[0], p[1], p[2], p[3], k));
    }

    /// <summary>Fits the MBG/CNBD-k, k chosen as in <see cref="FitBgCnbd"/>.</summary>
    /// <exception cref="ArgumentException">
    /// There is no customer, the intervals of a customer are not known, or an option is outside its range.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<MbgNbdModel> FitMbgCnbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        FitOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var (fit, k) = FitRegularity(customers, true, options, cancellationToken);
        return fit.WithModel(p => new MbgNbdModel(p[0], p[1], p[2], p[3], k));
    }

    private static (FitResult<double[]> Fit, int K) FitRegularity(
        ReadOnlySpan<PurchaseStatistics> customers,
        bool leavesAfterFirstOrder,
        FitOptions? options,
        CancellationToken cancellationToken
    )
    {
        var (orders, logIntervals) = (0.0, 0.0);
        foreach (var customer in customers)
        {
            if (double.IsNaN(customer.SumOfLogIntervals))
            {
                throw new ArgumentException(
                    "Regularity needs the sum of the logs of the intervals between orders of every customer.",
                    nameof(customers)
                );
            }
            orders += customer.RepeatOrders;
            logIntervals += customer.SumOfLogIntervals;
        }

        var data = PurchaseProblem.Of(customers);
        FitResult<double[]>? best = null;
        var bestK = 0;
        for (var k = 1; k <= BetaGeometricModel.LargestK; k++)
        {
            // Of k events an order: the same orders need k times the rate.
            double[]? start = best is { Model: [var r, var alpha, var a, var b] }
                ? [r, alpha * bestK / k, a, b]
                : null;
            var fit = FitDropoutPerOrder(
                data,
                leavesAfterFirstOrder,
                k,
                start,
                options,
                cancellationToken
            );
            // What the intervals alone add, for the parameters leave it out.
            var intervals = (k - 1) * logIntervals - orders * SpecialFunctions.LogGamma(k);
            fit = fit with { LogLikelihood = fit.LogLikelihood + intervals };
            if (best is not null && fit.LogLikelihood <= best.LogLikelihood)
                break;
            (best, bestK) = (fit, k);
        }
        return (best!, bestK);
    }

    private static FitResult<double[]> FitDropoutPerOrder(
        PurchaseProblem data,
        bool leavesAfterFirstOrder,
        int k,
        double[]? warmStart,
        FitOptions? options,
        CancellationToken cancellationToken
    )
    {
        var fit = LikelihoodFit.Run(
            data.Rows,
            (runs, threads) => new BetaGeometricLikelihood(runs, threads, leavesAfterFirstOrder, k),
            data.DropoutPerOrder(k),
            warmStart,
            options,
            cancellationToken
        );
        return data.Marked(fit);
    }

    private static double[]? StartOf(BetaGeometricModel? model) =>
        model is null ? null : [model.R, model.Alpha, model.A, model.B];
}
