namespace ClvPredict.Service.Api;

/// <summary>A customer on the list; money in the currency of the orders.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="TargetRank">1 for the most profitable contact.</param>
/// <param name="Campaign">Name of the campaign.</param>
/// <param name="IsControl">Whether the customer is held out.</param>
/// <param name="ValueTier">The value tier.</param>
/// <param name="PredictedClv">Predicted CLV.</param>
/// <param name="ChurnProbability">P(no purchase day in the horizon).</param>
/// <param name="ExpectedCostOfContact">Expected cost of the contact, and of the offer where it is taken.</param>
/// <param name="ExpectedProfitOfContact">Expected profit of the contact.</param>
/// <param name="MaxOfferCost">The offer cost at which the contact just pays.</param>
internal sealed record TargetRow(
    string CustomerId,
    int TargetRank,
    string Campaign,
    bool IsControl,
    string ValueTier,
    float PredictedClv,
    float ChurnProbability,
    double ExpectedCostOfContact,
    double ExpectedProfitOfContact,
    double MaxOfferCost
);
