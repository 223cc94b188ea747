namespace ClvPredict.Decisions.Explaining;

/// <summary>What a feature does to the prediction of one customer.</summary>
/// <param name="Factor">What is predicted is multiplied by this, above 0.</param>
/// <param name="ValueRank">Where the customer's value of the feature lies among those of the sample: 0 the lowest, 1 the highest,
/// equals in the middle of their ranks; NaN where it is not known.</param>
public readonly record struct FeaturePoint(double Factor, double ValueRank);
