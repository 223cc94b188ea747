using ClvPredict.Features;

namespace ClvPredict.Models.Package;

/// <summary>What a model says of one customer, from nothing but the customer's own orders; money in the orders' currency.</summary>
/// <param name="AsOf">The first day not observed.</param>
/// <param name="Facts">The customer's statistics.</param>
/// <param name="PredictedClv">Expected net value times margin in the horizon.</param>
/// <param name="ClvMedian">Median of the same distribution.</param>
/// <param name="ClvLow">Lower end of the range, which covers <see cref="ClvModel.RangeCoverage"/>.</param>
/// <param name="ClvHigh">Upper end of the range.</param>
/// <param name="ExpectedOrders">Expected purchase days in the horizon.</param>
/// <param name="ExpectedOrderValue">Expected spend of a purchase day.</param>
/// <param name="ChurnProbability">P(no purchase day in the horizon).</param>
/// <param name="ProbabilityAlive">P(not gone for good) at the as-of day.</param>
public readonly record struct CustomerPrediction(
    DateOnly AsOf,
    CustomerFacts Facts,
    float PredictedClv,
    double ClvMedian,
    double ClvLow,
    double ClvHigh,
    float ExpectedOrders,
    float ExpectedOrderValue,
    float ChurnProbability,
    double ProbabilityAlive
);
