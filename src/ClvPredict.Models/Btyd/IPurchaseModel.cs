namespace ClvPredict.Models.Btyd;

/// <summary>
/// A fitted "buy till you die" model: customers order at their own random rate until they are gone for good, which is
/// not observed. Times are in the unit of the statistics the model was fitted to. All results are finite for up to
/// 10,000 repeat orders and ages up to 10,000; probabilities are in [0, 1].
/// </summary>
/// <remarks>A horizon or time that is negative, infinite or NaN is an <see cref="ArgumentOutOfRangeException"/>.</remarks>
public interface IPurchaseModel
{
    /// <summary>Natural log of the density of the customer's purchase days in the observation window.</summary>
    double LogLikelihood(in PurchaseStatistics customer);

    /// <summary>Probability that the customer is not gone for good at the end of the observation window.</summary>
    double ProbabilityAlive(in PurchaseStatistics customer);

    /// <summary>
    /// Probability of at least one order in (T, T + <paramref name="horizon"/>]; 1 minus it is the churn probability.
    /// </summary>
    double ProbabilityActive(in PurchaseStatistics customer, double horizon);

    /// <summary>Expected number of orders in (T, T + <paramref name="horizon"/>].</summary>
    double ExpectedOrders(in PurchaseStatistics customer, double horizon);

    /// <summary>Expected number of repeat orders of a new customer within <paramref name="time"/> of the first.</summary>
    double ExpectedOrdersOfNewCustomer(double time);
}
