using System.Collections.Immutable;

namespace ClvPredict.Models.Trees;

/// <summary>
/// A node that asks whether any of some indicator features is set, instead of comparing one feature with a threshold.
/// A row goes to the node's <see cref="RegressionTree.GtChild"/> when one of <see cref="Features"/> is above 0.
/// </summary>
public sealed record CategoricalSplit
{
    /// <summary>Index of the node.</summary>
    public required int Node { get; init; }

    /// <summary>Indices of the indicator features, strictly ascending.</summary>
    public required ImmutableArray<int> Features { get; init; }

    /// <summary>Index of the first feature of the category the indicators come from; informational.</summary>
    public int RangeFirst { get; init; }

    /// <summary>Index of the last feature of the category the indicators come from; informational.</summary>
    public int RangeLast { get; init; }
}
