using System.Collections.Immutable;

namespace ClvPredict.Models.Trees;

/// <summary>Trees whose leaf values are summed in order, in float64, as ML.NET does.</summary>
public sealed record TreeEnsemble
{
    /// <summary>Which ML.NET model this is.</summary>
    public required EnsembleKind Kind { get; init; }

    /// <summary>Length of the feature vector, in float32 values; NaN is missing.</summary>
    public required int FeatureCount { get; init; }

    /// <summary>The trees, in the order of summation; none is legal and sums to 0.</summary>
    public required ImmutableArray<RegressionTree> Trees { get; init; }
}
