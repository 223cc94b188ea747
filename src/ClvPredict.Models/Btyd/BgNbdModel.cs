using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// BG/NBD of Fader, Hardie and Lee (2005, "Counting your customers the easy way"): order rate λ ~ Gamma(r, α), and
/// after each repeat order the customer leaves for good with probability p ~ Beta(a, b). A customer without repeat
/// orders is alive with certainty, so P(alive) must not be used to rank churn.
/// </summary>
/// <param name="R">Shape of the order rate, positive.</param>
/// <param name="Alpha">Inverse scale of the order rate in units of time, positive.</param>
/// <param name="A">First shape of the probability to leave, positive.</param>
/// <param name="B">Second shape of the probability to leave, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
public sealed record BgNbdModel(double R, double Alpha, double A, double B) : IPurchaseModel
{
    /// <summary>Shape of the order rate.</summary>
    public double R { get; } = Parameter.Positive(R, nameof(R));

    /// <summary>Inverse scale of the order rate, in units of time.</summary>
    public double Alpha { get; } = Parameter.Positive(Alpha, nameof(Alpha));

    /// <summary>First shape of the probability to leave.</summary>
    public double A { get; } = Parameter.Positive(A, nameof(A));

    /// <summary>Second shape of the probability to leave.</summary>
    public double B { get; } = Parameter.Positive(B, nameof(B));

    /// <inheritdoc/>
    public double LogLikelihood(in PurchaseStatistics customer) =>
        BetaGeometricProcess.LogLikelihood(R, Alpha, A, B, customer, customer.RepeatOrders);

    /// <inheritdoc/>
    public double ProbabilityAlive(in PurchaseStatistics customer) =>
        BetaGeometricProcess.ProbabilityAlive(R, Alpha, A, B, customer, customer.RepeatOrders);

    /// <inheritdoc/>
    public double ProbabilityActive(in PurchaseStatistics customer, double horizon) =>
        BetaGeometricProcess.ProbabilityActive(
            R,
            Alpha,
            A,
            B,
            customer,
            customer.RepeatOrders,
            horizon
        );

    /// <inheritdoc/>
    public double ExpectedOrders(in PurchaseStatistics customer, double horizon) =>
        BetaGeometricProcess.ExpectedOrders(
            R,
            Alpha,
            A,
            B,
            customer,
            customer.RepeatOrders,
            horizon
        );

    /// <inheritdoc/>
    public double ExpectedOrdersOfNewCustomer(double time)
    {
        Parameter.RequireNotNegative(time, nameof(time));
        return BetaGeometricExpectation.Orders(R, Alpha, A, B, time);
    }

    /// <summary>
    /// Probability that a new customer makes exactly <paramref name="orders"/> repeat orders within
    /// <paramref name="time"/> of the first; Fader, Hardie and Lee (2005), equation 8.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of orders, or a time that is not finite and >= 0.</exception>
    public double ProbabilityOfOrders(int orders, double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        Parameter.RequireNotNegative(time, nameof(time));
        var stays =
            SpecialFunctions.LogRisingFactorial(B, orders)
            - SpecialFunctions.LogRisingFactorial(A + B, orders);
        var made = Math.Exp(stays) * NegativeBinomial.Probability(R, time / Alpha, orders);
        if (orders == 0)
            return made;
        var leaves = stays + Math.Log(A / (B + orders - 1));
        return made + Math.Exp(leaves) * NegativeBinomial.UpperTail(R, time / Alpha, orders);
    }
}
