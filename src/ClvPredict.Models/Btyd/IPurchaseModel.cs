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

    /// <summary>
    /// Probability of exactly <paramref name="orders"/> orders in (T, T + <paramref name="horizon"/>]. Of a new customer
    /// (the default statistics): of so many repeat orders within the horizon of the first order.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of orders is negative.</exception>
    double ProbabilityOfOrders(in PurchaseStatistics customer, double horizon, int orders);

    /// <summary>
    /// Expected orders in (T, T + <paramref name="horizon"/>], an order at T + y worth exp(-δ y). With an infinite horizon
    /// the discounted expected residual transactions (DERT) of Fader, Hardie and Lee (2005, "RFM and CLV").
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <param name="horizon">At least 0; infinity only with a positive rate.</param>
    /// <param name="discountRate">δ, continuous, per unit of time; at least 0. An annual rate d gives ln(1 + d) / 52.18 a week.</param>
    double DiscountedOrders(in PurchaseStatistics customer, double horizon, double discountRate);

    /// <summary>
    /// The time after T within which a customer who does not leave makes the next order with probability
    /// <paramref name="level"/>; infinite where it exceeds what a double can hold.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, both excluded.</exception>
    double TimeToNextOrder(in PurchaseStatistics customer, double level);
}
