using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Maximum-likelihood fit of the Gamma-Gamma spend model, on the repeat orders (x and their mean value, as published) or
/// on all order days with the first one (x + 1 and the mean over all), whichever pair the caller passes.
/// </summary>
public static class GammaGammaFitter
{
    /// <summary>
    /// Least q - 1. Nearer to 1 the population mean v p / (q - 1) is ruled by customers nobody has seen, and below 1 there
    /// is none; a fit that wants to go there ends at the bound, and says so.
    /// </summary>
    private const double LeastExcess = 0.1;

    /// <summary>Largest effect of the order count either way; data of real shops show less than 1.</summary>
    private const double LargestCountEffect = 3;

    /// <summary>Fits p, q, v, with q of at least 1.1, taking spend to be independent of how often customers order.</summary>
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
    ) =>
        Fit(
            RowsOf(orderCounts, meanOrderValues),
            orderCounts.Length,
            hasCountEffect: false,
            options,
            warmStart,
            cancellationToken
        );

    /// <summary>
    /// Fits the model with and without an effect of the order count on spend, and tests whether there is one.
    /// </summary>
    /// <param name="orderCounts">As for the fit without a test.</param>
    /// <param name="meanOrderValues">As for the fit without a test.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Checked once a step.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is negative or not finite, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SpendFit FitTestingIndependence(
        ReadOnlySpan<double> orderCounts,
        ReadOnlySpan<double> meanOrderValues,
        FitOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var usable = RowsOf(orderCounts, meanOrderValues);
        var correlation = Correlation(usable.Rows);
        var count = orderCounts.Length;
        var independent = Fit(usable, count, false, options, null, cancellationToken);
        var dependent = Fit(usable, count, true, options, independent.Model, cancellationToken);
        return new SpendFit(independent, dependent, correlation);
    }

    /// <summary>Fits the model to customers in rows: count, total value, ln of the mean value.</summary>
    /// <param name="usable">The customers with a value, and the mean of their mean values.</param>
    /// <param name="cancellationToken">Checked once a step.</param>
    internal static FitResult<GammaGammaModel> Fit(
        (CustomerRuns.Row[] Rows, double MeanValue) usable,
        CancellationToken cancellationToken
    ) => Fit(usable, usable.Rows.Length, false, null, null, cancellationToken);

    private static FitResult<GammaGammaModel> Fit(
        (CustomerRuns.Row[] Rows, double MeanValue) usable,
        int customers,
        bool hasCountEffect,
        FitOptions? options,
        GammaGammaModel? warmStart,
        CancellationToken cancellationToken
    )
    {
        FitOptions.Validate(options ?? new FitOptions());
        var (rows, meanValue) = usable;
        var excluded = customers - rows.Length;
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

        double[]? start = warmStart switch
        {
            null => null,
            _ when hasCountEffect =>
            [
                warmStart.P,
                warmStart.Q - 1,
                warmStart.V,
                warmStart.CountEffect,
            ],
            _ => [warmStart.P, warmStart.Q - 1, warmStart.V],
        };
        var fit = LikelihoodFit.Run(
            rows,
            (runs, threads) => new GammaGammaLikelihood(runs, threads, hasCountEffect),
            ProblemOf(meanValue, hasCountEffect),
            start,
            options,
            cancellationToken
        );
        return fit.WithModel(p => new GammaGammaModel(
            p[0],
            1 + p[1],
            p[2],
            hasCountEffect ? p[3] : 0
        )) with
        {
            ExcludedCustomers = excluded,
        };
    }

    private static LikelihoodProblem ProblemOf(double meanValue, bool hasCountEffect)
    {
        var problem = new LikelihoodProblem(
            ["p", "q", "v"],
            [1, 1, meanValue],
            [
                [1, 2, 2],
                [6, 3, 0.5],
                [50, 50, 1],
            ]
        )
        {
            Lowest =
            [
                -LikelihoodProblem.LargestLog,
                Math.Log(LeastExcess),
                -LikelihoodProblem.LargestLog,
            ],
        };
        if (!hasCountEffect)
            return problem;
        return new LikelihoodProblem(
            [.. problem.Names, "count effect"],
            [.. problem.Scales, 1],
            [.. problem.Starts.Select(start => start.Add(0))]
        )
        {
            Lowest = problem.Lowest.Add(-LargestCountEffect),
            Highest = [.. problem.Highest, LargestCountEffect],
            PositiveCount = 3,
        };
    }

    /// <summary>Correlation of the order counts and the mean values; 0 where one of them does not vary.</summary>
    private static double Correlation(CustomerRuns.Row[] rows)
    {
        if (rows.Length == 0)
            return 0;
        var meanCount = rows.Average(row => row.Count);
        var meanValue = rows.Average(row => row.First / row.Count);
        var (both, counts, values) = (0.0, 0.0, 0.0);
        foreach (var row in rows)
        {
            var (count, value) = (row.Count - meanCount, row.First / row.Count - meanValue);
            both += count * value;
            counts += count * count;
            values += value * value;
        }
        return counts > 0 && values > 0 ? both / Math.Sqrt(counts) / Math.Sqrt(values) : 0;
    }

    /// <summary>Rows of the usable customers: count, total value, ln of the mean value; and the mean of the mean values.</summary>
    internal static (CustomerRuns.Row[] Rows, double MeanValue) RowsOf(
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
