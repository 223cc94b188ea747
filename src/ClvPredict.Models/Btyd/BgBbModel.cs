using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// BG/BB of Fader, Hardie and Shang (2010, "Customer-base analysis in a discrete-time noncontractual setting"): at each
/// opportunity a customer who is still there leaves for good with probability θ ~ Beta(γ, δ), and else buys with
/// probability p ~ Beta(α, β). Given alive at n, p ~ Beta(α + x, β + n - x) and θ ~ Beta(γ, δ + n) are independent.
/// </summary>
/// <remarks>
/// All outputs are sums of positive terms or means over θ by quadrature, where the paper has differences of beta functions
/// and a Gauss hypergeometric function. Relative error below 1e-11.
/// </remarks>
/// <param name="Alpha">First shape of the probability to buy, positive.</param>
/// <param name="Beta">Second shape of the probability to buy, positive.</param>
/// <param name="Gamma">First shape of the probability to leave, positive.</param>
/// <param name="Delta">Second shape of the probability to leave, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
public sealed record BgBbModel(double Alpha, double Beta, double Gamma, double Delta)
{
    /// <summary>First shape of the probability to buy.</summary>
    public double Alpha { get; } = Parameter.Positive(Alpha, nameof(Alpha));

    /// <summary>Second shape of the probability to buy.</summary>
    public double Beta { get; } = Parameter.Positive(Beta, nameof(Beta));

    /// <summary>First shape of the probability to leave.</summary>
    public double Gamma { get; } = Parameter.Positive(Gamma, nameof(Gamma));

    /// <summary>Second shape of the probability to leave.</summary>
    public double Delta { get; } = Parameter.Positive(Delta, nameof(Delta));

    /// <summary>Natural log of the probability of the customer's purchases, in their order; equation 5 of the paper.</summary>
    public double LogLikelihood(in OpportunityStatistics customer)
    {
        var (x, last) = (customer.Purchases, customer.LastPurchase);
        var (alive, gone) = Histories(customer);
        return SpecialFunctions.LogRisingFactorial(Alpha, x)
            + SpecialFunctions.LogRisingFactorial(Beta, last - x)
            - SpecialFunctions.LogRisingFactorial(Alpha + Beta, last)
            + SpecialFunctions.LogRisingFactorial(Delta, last)
            - SpecialFunctions.LogRisingFactorial(Gamma + Delta, last)
            + Math.Log(alive + gone);
    }

    /// <summary>
    /// Probability that the customer will be there at the next opportunity, n + 1; equation 11 of the paper.
    /// </summary>
    public double ProbabilityAlive(in OpportunityStatistics customer)
    {
        var stays = Delta + customer.Opportunities;
        return AliveAtLast(customer) * (stays / (Gamma + stays));
    }

    /// <summary>Probability of at least one purchase at the next <paramref name="horizon"/> opportunities.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative.</exception>
    public double ProbabilityActive(in OpportunityStatistics customer, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        var (buys, refuses, stays) = Posterior(customer);
        var (chance, sum) = (1.0, 0.0);
        for (var t = 0; t < horizon; t++)
        {
            // Still there at t + 1, and the first purchase then.
            chance *= (stays + t) / (Gamma + stays + t);
            sum += chance * (buys / (buys + refuses + t));
            chance *= (refuses + t) / (buys + refuses + t);
        }
        return AliveAtLast(customer) * Math.Min(1, sum);
    }

    /// <summary>Expected purchases at the next <paramref name="horizon"/> opportunities; equation 13 of the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative.</exception>
    public double ExpectedOrders(in OpportunityStatistics customer, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        var (buys, refuses, stays) = Posterior(customer);
        var (chance, sum) = (1.0, 0.0);
        for (var t = 0; t < horizon; t++)
        {
            chance *= (stays + t) / (Gamma + stays + t);
            sum += chance;
        }
        return AliveAtLast(customer) * (buys / (buys + refuses)) * sum;
    }

    /// <summary>
    /// Probability of exactly <paramref name="orders"/> purchases at the next <paramref name="horizon"/> opportunities;
    /// equation 8 of the paper at the parameters that the history leaves.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public double ProbabilityOfOrders(in OpportunityStatistics customer, int horizon, int orders)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        var alive = AliveAtLast(customer);
        if (orders > horizon)
            return 0;
        var (buys, refuses, stays) = Posterior(customer);
        // The orders fall on i opportunities, after which the customer leaves or the horizon ends.
        var logTerm =
            SpecialFunctions.LogRisingFactorial(buys, orders)
            - SpecialFunctions.LogRisingFactorial(buys + refuses, orders)
            + SpecialFunctions.LogRisingFactorial(stays, orders)
            - SpecialFunctions.LogRisingFactorial(Gamma + stays, orders);
        var term = Math.Exp(logTerm);
        var sum = 0.0;
        for (var i = orders; i < horizon; i++)
        {
            sum += term * (Gamma / (Gamma + stays + i));
            term *=
                (i + 1.0)
                / (i + 1 - orders)
                * ((refuses + i - orders) / (buys + refuses + i))
                * ((stays + i) / (Gamma + stays + i));
        }
        sum += term;
        return alive * sum + (orders == 0 ? 1 - alive : 0);
    }

    /// <summary>
    /// Expected purchases at all later opportunities, that at n + t worth (1 + d)^-t: the DERT of the paper, equation 14.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <param name="discountRate">d, per opportunity, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive and finite.</exception>
    public double DiscountedOrders(in OpportunityStatistics customer, double discountRate)
    {
        Parameter.Positive(discountRate, nameof(discountRate));
        var (buys, refuses, stays) = Posterior(customer);
        var opportunities = BetaMean.Of(
            Gamma,
            stays,
            (leaves, remains) => remains / (discountRate + leaves),
            Math.Log(discountRate)
        );
        return AliveAtLast(customer) * (buys / (buys + refuses)) * opportunities;
    }

    private (double Buys, double Refuses, double Stays) Posterior(
        in OpportunityStatistics customer
    ) =>
        (
            Alpha + customer.Purchases,
            Beta + customer.Opportunities - customer.Purchases,
            Delta + customer.Opportunities
        );

    /// <summary>Probability that the customer was there at the last opportunity.</summary>
    private double AliveAtLast(in OpportunityStatistics customer)
    {
        var (alive, gone) = Histories(customer);
        return alive / (alive + gone);
    }

    /// <summary>
    /// The ways the silence since t_x can have come about, relative to the history up to t_x: there and not buying until n,
    /// or gone before one of the opportunities t_x + 1 … n.
    /// </summary>
    private (double Alive, double Gone) Histories(in OpportunityStatistics customer)
    {
        var (x, last) = (customer.Purchases, customer.LastPurchase);
        var (alive, gone) = (1.0, 0.0);
        for (var t = last; t < customer.Opportunities; t++)
        {
            gone += alive * (Gamma / (Gamma + Delta + t));
            alive *= (Beta + t - x) / (Alpha + Beta + t) * ((Delta + t) / (Gamma + Delta + t));
        }
        return (alive, gone);
    }
}
