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
    public double ExpectedOrdersOfNewCustomer(double time) => ExpectedOrders(default, time);

    /// <inheritdoc/>
    /// <remarks>The negative binomial averaged over the Pareto lifetime, at the parameters that the history leaves.</remarks>
    public double ProbabilityOfOrders(in PurchaseStatistics customer, double horizon, int orders)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        Parameter.RequireNotNegative(horizon, nameof(horizon));
        if (horizon == 0)
            return orders == 0 ? 1 : 0;

        var alive = ProbabilityAlive(customer);
        var rate = R + customer.RepeatOrders;
        var alpha = Alpha + customer.CustomerAge;
        var beta = Beta + customer.CustomerAge;
        var coefficient = NegativeBinomial.LogCoefficient(rate, orders);
        double LogOrders(double t) =>
            coefficient + NegativeBinomial.LogKernel(rate, t / alpha, orders);
        var survives = Math.Exp(LogOrders(horizon) - S * SpecialFunctions.Log1P(horizon / beta));
        // In w = ln of the time of leaving: dy = y dw; what is left of the range weighs less than e^-40.
        double LeavesAt(double w)
        {
            var y = Math.Exp(w);
            return Math.Exp(LogOrders(y) - (S + 1) * SpecialFunctions.Log1P(y / beta) + w)
                * (S / beta);
        }
        var end = Math.Log(horizon);
        var leaves = AdaptiveQuadrature.Integrate(LeavesAt, end - 42, end);
        return alive * (survives + leaves) + (orders == 0 ? 1 - alive : 0);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Fader, Hardie and Lee (2005, "RFM and CLV"), equation 2: P(alive) (r + x) / (α + T) times the discounted lifetime
    /// left, ∫ exp(-δ y) (1 + y / (β + T))^-s dy, which is their confluent hypergeometric function. Relative error below
    /// 1e-11.
    /// </remarks>
    public double DiscountedOrders(
        in PurchaseStatistics customer,
        double horizon,
        double discountRate
    )
    {
        DiscountedExpectation.RequireHorizon(horizon, discountRate);
        if (horizon == 0 || discountRate == 0)
            return ExpectedOrders(customer, horizon);

        var beta = Beta + customer.CustomerAge;
        var end = Math.Min(horizon, DiscountedExpectation.WorthlessFrom / discountRate);
        // In u = ln(1 + y / β): dy = β exp(u) du.
        double Lifetime(double u) =>
            Math.Exp((1 - S) * u - discountRate * beta * SpecialFunctions.ExpM1(u));
        var lifetime =
            beta * AdaptiveQuadrature.Integrate(Lifetime, 0, SpecialFunctions.Log1P(end / beta));
        return ProbabilityAlive(customer)
            * (R + customer.RepeatOrders)
            / (Alpha + customer.CustomerAge)
            * lifetime;
    }

    /// <inheritdoc/>
    public double TimeToNextOrder(in PurchaseStatistics customer, double level)
    {
        Parameter.RequireProbability(level, nameof(level));
        return (Alpha + customer.CustomerAge)
            * SpecialFunctions.ExpM1(-SpecialFunctions.Log1P(-level) / (R + customer.RepeatOrders));
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
