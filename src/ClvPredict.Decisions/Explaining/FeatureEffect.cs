using System.Collections.Immutable;

namespace ClvPredict.Decisions.Explaining;

/// <summary>What one feature does to what is predicted, over a sample of customers.</summary>
/// <param name="Feature">Name of the column (docs/features.md).</param>
/// <param name="MeanEffect">By how much it moves a prediction, up or down, on average: exp(mean |log factor|) - 1, at least 0.</param>
/// <param name="Direction">Spearman correlation of value and factor where the value is known: above 0, customers with more of it are
/// predicted higher; NaN where that cannot be told.</param>
/// <param name="Points">Some of the customers, in the order of the sample.</param>
public sealed record FeatureEffect(
    string Feature,
    double MeanEffect,
    double Direction,
    ImmutableArray<FeaturePoint> Points
);
