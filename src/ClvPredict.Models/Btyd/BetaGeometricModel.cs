using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// What BG/NBD and MBG/NBD and their regular forms (M)BG/CNBD-k share. Events come at a rate λ ~ Gamma(r, α) and every
/// k-th one is an order, so that intervals between orders are Erlang-k: the larger k, the more regular. At each of
/// <c>opportunities</c> moments so far the customer may have left with probability p ~ Beta(a, b): BG has x of them (each
/// repeat order), MBG x + 1 (the first order too).
/// </summary>
/// <remarks>
/// Given alive at T with j events since the last order, λ ~ Gamma(r + k x + j, α + T) and p ~ Beta(a, b + opportunities)
/// are independent; the weights of j = 0 … k - 1 are negative binomial. All outputs are finite sums over j, exact where
/// Platzer and Reutterer (2016, "Ticking away the moments", appendix) approximate the expected orders.
/// </remarks>
public abstract record BetaGeometricModel : IPurchaseModel
{
    /// <summary>Largest k.</summary>
    public const int LargestK = 12;

    private readonly int _firstOpportunities;

    private protected BetaGeometricModel(
        double r,
        double alpha,
        double a,
        double b,
        int k,
        bool leavesAfterFirstOrder
    )
    {
        R = Parameter.Positive(r, nameof(R));
        Alpha = Parameter.Positive(alpha, nameof(Alpha));
        A = Parameter.Positive(a, nameof(A));
        B = Parameter.Positive(b, nameof(B));
        K = k is >= 1 and <= LargestK
            ? k
            : throw new ArgumentOutOfRangeException(
                nameof(k),
                k,
                FormattableString.Invariant($"Expected a whole number from 1 to {LargestK}.")
            );
        _firstOpportunities = leavesAfterFirstOrder ? 1 : 0;
    }

    /// <summary>Shape of the rate of events.</summary>
    public double R { get; }

    /// <summary>Inverse scale of the rate of events, in units of time.</summary>
    public double Alpha { get; }

    /// <summary>First shape of the probability to leave.</summary>
    public double A { get; }

    /// <summary>Second shape of the probability to leave.</summary>
    public double B { get; }

    /// <summary>Events that make an order, 1 to <see cref="LargestK"/>: 1 is random (Poisson) buying, more is regular.</summary>
    public int K { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// Fader, Hardie and Lee (2005), equation 6; Batislam, Denizel and Filiztekin (2007); for k > 1 the density of the
    /// Erlang intervals in the place of the exponential ones.
    /// </remarks>
    /// <exception cref="ArgumentException">k is above 1 and the intervals of the customer are not known.</exception>
    public double LogLikelihood(in PurchaseStatistics customer)
    {
        var x = customer.RepeatOrders;
        var opportunities = Opportunities(customer);
        var events = K * x;
        var intervals = K == 1 ? 0 : LogIntervals(customer);
        var logSilent = LogSilent(customer);
        return SpecialFunctions.LogRisingFactorial(B, opportunities)
            - SpecialFunctions.LogRisingFactorial(A + B, opportunities)
            + SpecialFunctions.LogRisingFactorial(R, events)
            - events * Math.Log(Alpha)
            - (R + events) * SpecialFunctions.Log1P(customer.LastOrderAge / Alpha)
            + logSilent
            + SoftPlus(LogOddsGone(customer, logSilent))
            + intervals;
    }

    /// <inheritdoc/>
    public double ProbabilityAlive(in PurchaseStatistics customer) =>
        1 / (1 + Math.Exp(LogOddsGone(customer, LogSilent(customer))));

    /// <inheritdoc/>
    public double ProbabilityActive(in PurchaseStatistics customer, double horizon)
    {
        Parameter.RequireNotNegative(horizon, nameof(horizon));
        return ProbabilityAlive(customer) * ProbabilityOfEvents(customer, horizon);
    }

    /// <inheritdoc/>
    /// <remarks>Fader, Hardie and Lee (2005), equation 10, as a sum of positive terms.</remarks>
    public double ExpectedOrders(in PurchaseStatistics customer, double horizon)
    {
        Parameter.RequireNotNegative(horizon, nameof(horizon));
        var stays = B + Opportunities(customer);
        var alpha = Alpha + customer.CustomerAge;
        var orders = 0.0;
        for (var state = 0; state < K; state++)
            orders +=
                Weight(customer, state)
                * BetaGeometricExpectation.Orders(
                    R + K * customer.RepeatOrders + state,
                    alpha,
                    A,
                    stays,
                    horizon,
                    K,
                    state
                );
        return ProbabilityAlive(customer) * orders;
    }

    /// <inheritdoc/>
    public double ExpectedOrdersOfNewCustomer(double time) => ExpectedOrders(default, time);

    /// <inheritdoc/>
    /// <remarks>Fader, Hardie and Lee (2005), equation 8, at the parameters that the customer's history leaves.</remarks>
    public double ProbabilityOfOrders(in PurchaseStatistics customer, double horizon, int orders)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        Parameter.RequireNotNegative(horizon, nameof(horizon));
        var stays = B + Opportunities(customer);
        var logStays =
            SpecialFunctions.LogRisingFactorial(stays, orders)
            - SpecialFunctions.LogRisingFactorial(A + stays, orders);
        var time = horizon / (Alpha + customer.CustomerAge);
        var (made, reached) = (0.0, 0.0);
        for (var state = 0; state < K; state++)
        {
            var weight = Weight(customer, state);
            var shape = R + K * customer.RepeatOrders + state;
            var first = K * orders - state;
            for (var n = Math.Max(0, first); n < first + K; n++)
                made += weight * NegativeBinomial.Probability(shape, time, n);
            if (orders > 0)
                reached += weight * NegativeBinomial.UpperTail(shape, time, first);
        }
        var alive = ProbabilityAlive(customer);
        if (orders == 0)
            return 1 - alive + alive * made;
        var leaves = Math.Exp(logStays + Math.Log(A / (stays + orders - 1)));
        return alive * (Math.Exp(logStays) * made + leaves * reached);
    }

    /// <inheritdoc/>
    public double DiscountedOrders(
        in PurchaseStatistics customer,
        double horizon,
        double discountRate
    ) => DiscountedExpectation.Orders(this, customer, horizon, discountRate);

    /// <inheritdoc/>
    public double TimeToNextOrder(in PurchaseStatistics customer, double level)
    {
        Parameter.RequireProbability(level, nameof(level));
        var alpha = Alpha + customer.CustomerAge;
        var power = R + K * customer.RepeatOrders;
        // The time to the next event is Lomax distributed; with k = 1 that is the next order.
        var one = alpha * SpecialFunctions.ExpM1(-SpecialFunctions.Log1P(-level) / power);
        if (K == 1 || !double.IsFinite(one) || one == 0)
            return one;

        var (low, high) = (0.0, one);
        while (high < double.MaxValue / 2 && ProbabilityOfEvents(customer, high) < level)
            (low, high) = (high, 2 * high);
        for (var step = 0; step < 60 && high - low > 1e-12 * high; step++)
        {
            var middle = low + (high - low) / 2;
            if (ProbabilityOfEvents(customer, middle) < level)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    /// <summary>Moments at which the customer may have left.</summary>
    private double Opportunities(in PurchaseStatistics customer) =>
        customer.RepeatOrders + _firstOpportunities;

    /// <summary>(k - 1) Σ ln of the intervals - x ln Γ(k).</summary>
    private double LogIntervals(in PurchaseStatistics customer)
    {
        if (double.IsNaN(customer.SumOfLogIntervals))
        {
            throw new ArgumentException(
                "The likelihood of a model with k above 1 needs the sum of the logs of the intervals between orders.",
                nameof(customer)
            );
        }
        return (K - 1) * customer.SumOfLogIntervals
            - customer.RepeatOrders * SpecialFunctions.LogGamma(K);
    }

    /// <summary>ln of the chance that a customer who stays makes fewer than k events between t_x and T.</summary>
    private double LogSilent(in PurchaseStatistics customer)
    {
        var power = R + K * customer.RepeatOrders;
        var silence =
            (customer.CustomerAge - customer.LastOrderAge) / (Alpha + customer.LastOrderAge);
        var none = -power * SpecialFunctions.Log1P(silence);
        return K == 1 ? none : none + Math.Log(StateWeights(customer, K));
    }

    /// <summary>Σ over j below <paramref name="states"/> of (r + k x)_j / j! ((T - t_x) / (α + T))^j.</summary>
    private double StateWeights(in PurchaseStatistics customer, int states)
    {
        var power = R + K * customer.RepeatOrders;
        var z = (customer.CustomerAge - customer.LastOrderAge) / (Alpha + customer.CustomerAge);
        var (term, sum) = (1.0, 0.0);
        for (var j = 0; j < states; j++)
        {
            sum += term;
            term *= (power + j) / (j + 1) * z;
        }
        return sum;
    }

    /// <summary>Probability of <paramref name="state"/> events since the last order, given alive.</summary>
    private double Weight(in PurchaseStatistics customer, int state)
    {
        if (K == 1)
            return 1;
        var power = R + K * customer.RepeatOrders;
        var z = (customer.CustomerAge - customer.LastOrderAge) / (Alpha + customer.CustomerAge);
        var term = 1.0;
        for (var j = 0; j < state; j++)
            term *= (power + j) / (j + 1) * z;
        return term / StateWeights(customer, K);
    }

    /// <summary>Probability that a customer who stays makes the events that the next order lacks within the time.</summary>
    private double ProbabilityOfEvents(in PurchaseStatistics customer, double time)
    {
        var relativeTime = time / (Alpha + customer.CustomerAge);
        var power = R + K * customer.RepeatOrders;
        if (K == 1)
            return -SpecialFunctions.ExpM1(-power * SpecialFunctions.Log1P(relativeTime));
        var sum = 0.0;
        for (var state = 0; state < K; state++)
            sum +=
                Weight(customer, state)
                * NegativeBinomial.UpperTail(power + state, relativeTime, K - state);
        return Math.Min(1, sum);
    }

    /// <summary>ln of P(gone at the last opportunity) / P(alive); minus infinity without an opportunity.</summary>
    private double LogOddsGone(in PurchaseStatistics customer, double logSilent)
    {
        var opportunities = Opportunities(customer);
        return opportunities == 0
            ? double.NegativeInfinity
            : Math.Log(A / (B + opportunities - 1)) - logSilent;
    }

    private static double SoftPlus(double x) =>
        Math.Max(x, 0) + SpecialFunctions.Log1P(Math.Exp(-Math.Abs(x)));
}
