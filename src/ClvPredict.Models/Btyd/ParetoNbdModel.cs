using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// Pareto/NBD of Schmittlein, Morrison and Colombo (1987), in the form of Fader and Hardie (2005, "A note on deriving
/// the Pareto/NBD model"): order rate λ ~ Gamma(r, α), and an unobserved lifetime that is exponential with a rate
/// μ ~ Gamma(s, β). Given alive at T, λ ~ Gamma(r + x, α + T) and μ ~ Gamma(s, β + T), independent.
/// </summary>
/// <param name="R">Shape of the order rate, positive.</param>
/// <param name="Alpha">Inverse scale of the order rate in units of time, positive.</param>
/// <param name="S">Shape of the rate of leaving, positive.</param>
/// <param name="Beta">Inverse scale of the rate of leaving in units of time, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
public sealed record ParetoNbdModel(double R, double Alpha, double S, double Beta) : IPurchaseModel
{
    /// <summary>Shape of the order rate.</summary>
    public double R { get; } = Parameter.Positive(R, nameof(R));

    /// <summary>Inverse scale of the order rate, in units of time.</summary>
    public double Alpha { get; } = Parameter.Positive(Alpha, nameof(Alpha));

    /// <summary>Shape of the rate of leaving.</summary>
    public double S { get; } = Parameter.Positive(S, nameof(S));

    /// <summary>Inverse scale of the rate of leaving, in units of time.</summary>
    public double Beta { get; } = Parameter.Positive(Beta, nameof(Beta));

    /// <inheritdoc/>
    public double LogLikelihood(in PurchaseStatistics customer)
    {
        var x = customer.RepeatOrders;
        var (alive, gone) = Histories(customer);
        return SpecialFunctions.LogRisingFactorial(R, x)
            - x * Math.Log(Alpha)
            - (R + x) * SpecialFunctions.Log1P(customer.LastOrderAge / Alpha)
            - S * SpecialFunctions.Log1P(customer.LastOrderAge / Beta)
            + Math.Log(alive + gone);
    }

    /// <inheritdoc/>
    public double ProbabilityAlive(in PurchaseStatistics customer)
    {
        var (alive, gone) = Histories(customer);
        return alive / (alive + gone);
    }

    /// <inheritdoc/>
    public double ProbabilityActive(in PurchaseStatistics customer, double horizon)
    {
        Parameter.RequireNotNegative(horizon, nameof(horizon));
        var power = R + customer.RepeatOrders;
        var alpha = Alpha + customer.CustomerAge;
        var beta = Beta + customer.CustomerAge;
        // Density of the first order at T + y times the chance to live until then.
        var density = PowerProductIntegral.EvaluateOne(alpha, beta, power + 1, S, horizon).Value;
        return ProbabilityAlive(customer) * Math.Min(1, power / alpha * density);
    }

    /// <inheritdoc/>
    /// <remarks>Fader and Hardie (2005), equation 41.</remarks>
    public double ExpectedOrders(in PurchaseStatistics customer, double horizon)
    {
        Parameter.RequireNotNegative(horizon, nameof(horizon));
        var rate = (R + customer.RepeatOrders) / (Alpha + customer.CustomerAge);
        return ProbabilityAlive(customer)
            * rate
            * ExpectedLifetime(Beta + customer.CustomerAge, horizon);
    }

    /// <inheritdoc/>
    public double ExpectedOrdersOfNewCustomer(double time)
    {
        Parameter.RequireNotNegative(time, nameof(time));
        return R / Alpha * ExpectedLifetime(Beta, time);
    }

    /// <summary>
    /// Probability that a new customer makes exactly <paramref name="orders"/> repeat orders within
    /// <paramref name="time"/> of the first: the negative binomial averaged over the Pareto lifetime.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of orders, or a time that is not finite and >= 0.</exception>
    public double ProbabilityOfOrders(int orders, double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        Parameter.RequireNotNegative(time, nameof(time));
        if (time == 0)
            return orders == 0 ? 1 : 0;

        var coefficient = NegativeBinomial.LogCoefficient(R, orders);
        double LogOrders(double t) =>
            coefficient + NegativeBinomial.LogKernel(R, t / Alpha, orders);
        var survives = Math.Exp(LogOrders(time) - S * SpecialFunctions.Log1P(time / Beta));
        // In w = ln of the time of leaving: dy = y dw; what is left of the range weighs less than e^-40.
        double LeavesAt(double w)
        {
            var y = Math.Exp(w);
            return Math.Exp(LogOrders(y) - (S + 1) * SpecialFunctions.Log1P(y / Beta) + w)
                * (S / Beta);
        }
        var end = Math.Log(time);
        return survives + AdaptiveQuadrature.Integrate(LeavesAt, end - 42, end);
    }

    /// <summary>E[min(lifetime, horizon)] = β/(s - 1) (1 - (β/(β + t))^(s - 1)), written so that s = 1 is not special.</summary>
    private double ExpectedLifetime(double beta, double horizon)
    {
        var logGrowth = SpecialFunctions.Log1P(horizon / beta);
        return beta * logGrowth * SpecialFunctions.MeanDecay((S - 1) * logGrowth);
    }

    /// <summary>
    /// The two ways the silence since the last order can have come about, relative to (α + t_x)^-(r + x) (β + t_x)^-s:
    /// still alive at T, or gone at some moment in [t_x, T].
    /// </summary>
    private (double Alive, double Gone) Histories(in PurchaseStatistics customer)
    {
        var power = R + customer.RepeatOrders;
        var beta = Beta + customer.LastOrderAge;
        var silence = customer.CustomerAge - customer.LastOrderAge;
        var (integral, logAlpha, logBeta) = PowerProductIntegral.EvaluateOne(
            Alpha + customer.LastOrderAge,
            beta,
            power,
            S + 1,
            silence
        );
        return (Math.Exp(-power * logAlpha - S * logBeta), S / beta * integral);
    }
}
