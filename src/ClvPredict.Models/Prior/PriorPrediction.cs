namespace ClvPredict.Models.Prior;

/// <summary>What the probabilistic models expect of one customer in a horizon.</summary>
/// <param name="ProbabilityActive">P(at least one purchase day in the horizon).</param>
/// <param name="ExpectedOrders">Expected purchase days in the horizon.</param>
/// <param name="ProbabilityAlive">P(not permanently gone) at the cutoff.</param>
/// <param name="OrderValue">Expected spend of a purchase day, in units of money.</param>
public readonly record struct PriorPrediction(
    double ProbabilityActive,
    double ExpectedOrders,
    double ProbabilityAlive,
    double OrderValue
);
