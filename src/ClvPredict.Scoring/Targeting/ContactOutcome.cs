namespace ClvPredict.Scoring.Targeting;

/// <summary>What contacting a customer is worth.</summary>
/// <param name="Campaign">Index of the campaign meant.</param>
/// <param name="Profit">Expected profit, in money; can be negative.</param>
/// <param name="Cost">Expected cost of the contact and of the offer where it is taken, in money.</param>
/// <param name="MaxOfferCost">The offer cost at which the contact just pays, in money; 0 when it never does.</param>
internal readonly record struct ContactOutcome(
    int Campaign,
    double Profit,
    double Cost,
    double MaxOfferCost
);
