using System.Collections.Immutable;

namespace ClvPredict.Models.Trees;

/// <summary>
/// One binary regression tree in the form of ML.NET's FastTree. Node 0 is the root; a child value c >= 0 is a node,
/// c &lt; 0 the leaf ~c. A row goes to <see cref="LteChild"/> when its value is less than or equal to the threshold and
/// to <see cref="GtChild"/> otherwise, missing values (NaN) included.
/// </summary>
public sealed record RegressionTree
{
    /// <summary>Per node: the child for values up to the threshold. Length = number of leaves - 1 (or longer, padded).</summary>
    public required ImmutableArray<int> LteChild { get; init; }

    /// <summary>Per node: the child for values above the threshold and for missing values.</summary>
    public required ImmutableArray<int> GtChild { get; init; }

    /// <summary>Per node: index of the feature compared.</summary>
    public required ImmutableArray<int> SplitFeature { get; init; }

    /// <summary>Per node: the threshold. Length = number of leaves - 1 exactly.</summary>
    public required ImmutableArray<float> Threshold { get; init; }

    /// <summary>Per leaf: what it adds to the raw score.</summary>
    public required ImmutableArray<double> LeafValue { get; init; }

    /// <summary>Per node: the gain of the split, finite; informational.</summary>
    public required ImmutableArray<double> SplitGain { get; init; }

    /// <summary>Number of leaves, at least 2.</summary>
    public int LeafCount => Threshold.Length + 1;
}
