using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Maximum-likelihood fit of the Gamma-Gamma spend model, on the repeat orders (x and their mean value, as published) or
/// on all order days with the first one (x + 1 and the mean over all), whichever pair the caller passes.
/// </summary>
public static class GammaGammaFitter
{
    /// <summary>Bound on the logs of the parameters, relative to the scale of the data.</summary>
    private const double LargestLog = 10;

    /// <summary>
    /// Least q - 1. Nearer to 1 the population mean v p / (q - 1) is ruled by customers nobody has seen, and below 1 there
    /// is none; a fit that wants to go there ends at the bound, and says so.
    /// </summary>
    private const double LeastExcess = 0.1;

    /// <summary>Fits p, q, v, with q of at least 1.1.</summary>
    /// <param name="orderCounts">Orders behind each customer's mean, finite and at least 0; 0 excludes the customer.</param>
    /// <param name="meanOrderValues">
    /// Mean value of those orders in any unit of money, finite and at least 0; same length. 0 excludes the customer: the
    /// model has no density there.
    /// </param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="warmStart">Where to start instead of searching; null for none.</param>
    /// <param name="cancellationToken">Checked once a step.</param>
    /// <returns>
    /// The fit. With no usable customer the status is <see cref="FitStatus.Fallback"/> and the model expects next to no
    /// value (a population mean of 1e-9), which is what such data shows.
    /// </returns>
    /// <exception cref="ArgumentException">Lengths differ, a number is negative or not finite, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<GammaGammaModel> Fit(
        ReadOnlySpan<double> orderCounts,
        ReadOnlySpan<double> meanOrderValues,
        FitOptions? options = null,
        GammaGammaModel? warmStart = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new FitOptions();
        FitOptions.Validate(options);
        var (rows, meanValue) = RowsOf(orderCounts, meanOrderValues);
        var excluded = orderCounts.Length - rows.Length;
        if (rows.Length == 0)
        {
            return new FitResult<GammaGammaModel>(
                new GammaGammaModel(1, 2, 1e-9),
                0,
                0,
                FitStatus.Fallback,
                "No customer has an order with a positive value; the model expects next to none.",
                0,
                excluded
            );
        }

        var problem = new LikelihoodProblem(
            ["p", "q", "v"],
            [1, 1, meanValue],
            [-LargestLog, Math.Log(LeastExcess), -LargestLog],
            [LargestLog, LargestLog, LargestLog],
            [
                [1, 2, 2],
                [6, 3, 0.5],
                [50, 50, 1],
            ]
        );
        double[]? start = warmStart is null ? null : [warmStart.P, warmStart.Q - 1, warmStart.V];
        var fit = LikelihoodFit.Run(
            CustomerRuns.Of(rows),
            static (runs, threads) => new GammaGammaLikelihood(runs, threads),
            problem,
            start,
            options,
            cancellationToken
        );
        var model = new GammaGammaModel(fit.Model[0], 1 + fit.Model[1], fit.Model[2]);
        return new FitResult<GammaGammaModel>(
            model,
            fit.LogLikelihood,
            fit.Iterations,
            fit.Status,
            fit.Note,
            fit.Customers,
            excluded
        );
    }

    /// <summary>Rows of the usable customers: count, total value, ln of the mean value; and the mean of the mean values.</summary>
    private static (CustomerRuns.Row[] Rows, double MeanValue) RowsOf(
        ReadOnlySpan<double> orderCounts,
        ReadOnlySpan<double> meanOrderValues
    )
    {
        if (orderCounts.Length != meanOrderValues.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected as many mean values as counts, got {meanOrderValues.Length} and {orderCounts.Length}."
                ),
                nameof(meanOrderValues)
            );
        }
        var rows = new List<CustomerRuns.Row>(orderCounts.Length);
        var sum = 0.0;
        for (var i = 0; i < orderCounts.Length; i++)
        {
            var count = RequireNotNegative(orderCounts[i], nameof(orderCounts), i);
            var mean = RequireNotNegative(meanOrderValues[i], nameof(meanOrderValues), i);
            if (count == 0 || mean == 0)
                continue;
            rows.Add(new CustomerRuns.Row(count, count * mean, Math.Log(mean)));
            sum += mean;
        }
        return ([.. rows], sum / rows.Count);
    }

    private static double RequireNotNegative(double value, string name, int index)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected finite numbers of at least 0, got {value} for the customer with index {index}."
                ),
                name
            );
        }
        return value;
    }
}
