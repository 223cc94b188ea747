namespace ClvPredict.Models.Btyd;

/// <summary>
/// MBG/NBD of Batislam, Denizel and Filiztekin (2007): as BG/NBD, but the customer may also leave right after the first
/// order, so one-time customers are not taken to be alive.
/// </summary>
/// <param name="R">Shape of the order rate, positive.</param>
/// <param name="Alpha">Inverse scale of the order rate in units of time, positive.</param>
/// <param name="A">First shape of the probability to leave, positive.</param>
/// <param name="B">Second shape of the probability to leave, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
public sealed record MbgNbdModel(double R, double Alpha, double A, double B) : IPurchaseModel
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
        BetaGeometricProcess.LogLikelihood(R, Alpha, A, B, customer, customer.RepeatOrders + 1);

    /// <inheritdoc/>
    public double ProbabilityAlive(in PurchaseStatistics customer) =>
        BetaGeometricProcess.ProbabilityAlive(R, Alpha, A, B, customer, customer.RepeatOrders + 1);

    /// <inheritdoc/>
    public double ProbabilityActive(in PurchaseStatistics customer, double horizon) =>
        BetaGeometricProcess.ProbabilityActive(
            R,
            Alpha,
            A,
            B,
            customer,
            customer.RepeatOrders + 1,
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
            customer.RepeatOrders + 1,
            horizon
        );

    /// <inheritdoc/>
    public double ExpectedOrdersOfNewCustomer(double time)
    {
        Parameter.RequireNotNegative(time, nameof(time));
        return B / (A + B) * BetaGeometricExpectation.Orders(R, Alpha, A, B + 1, time);
    }
}
