using System.Collections.Immutable;
using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Maximum-likelihood fits of purchase models with static covariates. Customers of the same covariates are compressed
/// together, so a few categories cost little; covariates that differ for every customer are better put into classes first.
/// Standard errors of the effects come with the fit: parameters are named orders.NAME and lifetime.NAME.
/// </summary>
public sealed class CovariateFitter
{
    private const int ThinnedCustomers = 2000;

    private readonly PurchaseStatistics[] _customers;
    private readonly Covariates _orders;
    private readonly Covariates _lifetime;
    private readonly FitOptions _options;

    private CovariateFitter(
        ReadOnlySpan<PurchaseStatistics> customers,
        Covariates orders,
        Covariates lifetime,
        FitOptions? options
    )
    {
        _options = LikelihoodFit.Checked(options, customers.Length);
        Covariates.Validate(orders, customers.Length, nameof(orders));
        Covariates.Validate(lifetime, customers.Length, nameof(lifetime));
        _customers = customers.ToArray();
        _orders = orders;
        _lifetime = lifetime;
    }

    /// <summary>Fits the Pareto/NBD; α falls with the covariates of orders, β with those of the lifetime.</summary>
    /// <param name="customers">At least one.</param>
    /// <param name="orders">Covariates of the order rate, as many rows as customers.</param>
    /// <param name="lifetime">Covariates of the rate of leaving, as many rows as customers.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Checked once a step.</param>
    /// <exception cref="ArgumentException">There is no customer, or an argument does not fit the others or its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<ParetoNbdCovariateModel> FitParetoNbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        Covariates orders,
        Covariates lifetime,
        FitOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var data = PurchaseProblem.Of(customers);
        var fitter = new CovariateFitter(customers, orders, lifetime, options);
        var fit = fitter.Fit(
            data.DropoutInTime(),
            static (runs, threads) => new ParetoLikelihood(runs, threads),
            [0, -1, 0, 0],
            [0, 0, 0, -1],
            cancellationToken
        );
        return data.Marked(fit)
            .WithModel(p => new ParetoNbdCovariateModel(
                new ParetoNbdModel(p[0], p[1], p[2], p[3]),
                [.. p.AsSpan(4, orders.Names.Length)],
                [.. p.AsSpan(4 + orders.Names.Length)]
            ));
    }

    /// <summary>Fits the BG/NBD; α falls with the covariates of orders, a and b rise with those of the lifetime.</summary>
    /// <param name="customers">At least one.</param>
    /// <param name="orders">Covariates of the order rate, as many rows as customers.</param>
    /// <param name="lifetime">Covariates of leaving, as many rows as customers.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Checked once a step.</param>
    /// <exception cref="ArgumentException">There is no customer, or an argument does not fit the others or its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitResult<BgNbdCovariateModel> FitBgNbd(
        ReadOnlySpan<PurchaseStatistics> customers,
        Covariates orders,
        Covariates lifetime,
        FitOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var data = PurchaseProblem.Of(customers);
        var fitter = new CovariateFitter(customers, orders, lifetime, options);
        var fit = fitter.Fit(
            data.DropoutPerOrder(),
            static (runs, threads) =>
                new BetaGeometricLikelihood(runs, threads, leavesAfterFirstOrder: false),
            [0, -1, 0, 0],
            [0, 0, 1, 1],
            cancellationToken
        );
        return data.Marked(fit)
            .WithModel(p => new BgNbdCovariateModel(
                new BgNbdModel(p[0], p[1], p[2], p[3]),
                [.. p.AsSpan(4, orders.Names.Length)],
                [.. p.AsSpan(4 + orders.Names.Length)]
            ));
    }

    private FitResult<double[]> Fit(
        LikelihoodProblem model,
        Func<CustomerRuns, int, Likelihood> likelihoodOf,
        ImmutableArray<double> orderSigns,
        ImmutableArray<double> lifetimeSigns,
        CancellationToken cancellationToken
    )
    {
        Likelihood Of(int[] customers) =>
            new CovariateLikelihood(GroupsOf(customers, likelihoodOf), orderSigns, lifetimeSigns);
        var n = _customers.Length;
        var all = Of([.. Enumerable.Range(0, n)]);
        var thinned =
            n <= ThinnedCustomers
                ? all
                : Of([
                    .. Enumerable
                        .Range(0, ThinnedCustomers)
                        .Select(i => (int)((long)i * n / ThinnedCustomers)),
                ]);
        return LikelihoodFit.Run(
            all,
            thinned,
            WithEffects(model),
            null,
            _options,
            cancellationToken
        );
    }

    /// <summary>The search of the model with effects that start at 0.</summary>
    private LikelihoodProblem WithEffects(LikelihoodProblem model)
    {
        var count = _orders.Names.Length + _lifetime.Names.Length;
        return new(
            [
                .. model.Names,
                .. _orders.Names.Select(name => "orders." + name),
                .. _lifetime.Names.Select(name => "lifetime." + name),
            ],
            [
                .. model.Scales,
                .. _orders.Names.Select((_, i) => _orders.Scale(i)),
                .. _lifetime.Names.Select((_, i) => _lifetime.Scale(i)),
            ],
            [
                .. model.Starts.Select(start =>
                    (ImmutableArray<double>)[.. start, .. new double[count]]
                ),
            ]
        )
        {
            PositiveCount = model.Scales.Length,
        };
    }

    /// <summary>Groups in the order of their first customer.</summary>
    private ImmutableArray<CovariateLikelihood.Group> GroupsOf(
        int[] customers,
        Func<CustomerRuns, int, Likelihood> likelihoodOf
    ) =>
        [
            .. customers
                .GroupBy(
                    i =>
                        string.Join(
                            ' ',
                            _orders
                                .Row(i)
                                .ToArray()
                                .Concat(_lifetime.Row(i).ToArray())
                                .Select(BitConverter.DoubleToInt64Bits)
                        ),
                    StringComparer.Ordinal
                )
                .Select(group =>
                {
                    var first = group.First();
                    var rows = group
                        .Select(i => new CustomerRuns.Row(
                            _customers[i].RepeatOrders,
                            _customers[i].LastOrderAge,
                            _customers[i].CustomerAge
                        ))
                        .ToArray();
                    return new CovariateLikelihood.Group(
                        [.. _orders.Row(first)],
                        [.. _lifetime.Row(first)],
                        likelihoodOf(CustomerRuns.Of(rows), _options.Threads)
                    );
                }),
        ];
}
