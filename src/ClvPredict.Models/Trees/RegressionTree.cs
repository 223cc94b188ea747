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

    /// <summary>Nodes that test indicator features; their threshold and split feature are not used. Usually none.</summary>
    public ImmutableArray<CategoricalSplit> CategoricalSplits { get; init; } = [];

    /// <summary>
    /// Per node: what a missing value (NaN) is replaced by at this node. Empty, or zero throughout: missing values stay
    /// missing and go to <see cref="GtChild"/>. Length 0 or at least the number of leaves - 1.
    /// </summary>
    public ImmutableArray<float> DefaultForMissing { get; init; } = [];

    /// <summary>
    /// Per leaf: number or weight of the training rows that reached it, at least 0. Empty where it is not known, as in
    /// trees trained by ML.NET, whose format has no place for it. Needed by <see cref="TreeExplainer"/> only.
    /// </summary>
    public ImmutableArray<double> LeafCover { get; init; } = [];

    /// <summary>Largest leaf value before shrinkage; informational.</summary>
    public double MaxOutput { get; init; }

    /// <summary>Weight of the tree, at least 0; informational: scoring does not apply it.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Per node: number of the training-time bin of the threshold; informational, may be empty.</summary>
    public ImmutableArray<uint> BinThreshold { get; init; } = [];

    /// <summary>Per node: p-value of the gain; informational, may be empty.</summary>
    public ImmutableArray<double> GainPValue { get; init; } = [];

    /// <summary>Per node: the value before the split; informational, may be empty.</summary>
    public ImmutableArray<double> PreviousLeafValue { get; init; } = [];

    /// <summary>FastForest only: sampled labels, leaf by leaf; informational, may be empty.</summary>
    public ImmutableArray<double> LabelSample { get; init; } = [];

    /// <summary>FastForest only: weights of the sampled labels; informational, may be empty.</summary>
    public ImmutableArray<double> LabelSampleWeight { get; init; } = [];

    /// <summary>Whether the tree is marked as empty (node 0 is its own child): it adds 0.</summary>
    public bool IsEmpty => LteChild[0] == 0;

    /// <summary>Number of leaves, at least 2.</summary>
    public int LeafCount => Threshold.Length + 1;
}
