namespace ClvPredict.Models.Package;

/// <summary>What a <see cref="FeatureModel"/> says of every row; null for what it does not predict.</summary>
/// <param name="PredictedClv">Value in the horizon that the model was trained for.</param>
/// <param name="ChurnProbability">Probability of no purchase in it.</param>
/// <param name="ExpectedOrders">Expected purchase days in it.</param>
public sealed record FeaturePredictions(
    float[]? PredictedClv,
    float[]? ChurnProbability,
    float[]? ExpectedOrders
);
