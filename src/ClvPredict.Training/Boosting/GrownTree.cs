using System.Collections.Immutable;
using ClvPredict.Models.Trees;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// A tree in terms of bins, as the sequence of its splits. Split number i divides leaf <c>SplitLeaf[i]</c>: rows with a
/// code up to the bin stay in that leaf, the others make up the new leaf i + 1.
/// </summary>
internal sealed class GrownTree(int maxLeaves)
{
    private readonly List<(int Leaf, SplitCandidate Split)> _splits = new(maxLeaves - 1);

    /// <summary>The splits, in order.</summary>
    public IReadOnlyList<(int Leaf, SplitCandidate Split)> Splits => _splits;

    /// <summary>Number of leaves, 1 for no split.</summary>
    public int LeafCount => _splits.Count + 1;

    /// <summary>What each leaf adds to the raw score.</summary>
    public double[] LeafValues { get; } = new double[maxLeaves];

    /// <summary>The rows it was grown on that reached each leaf: their number, or their weight where rows have weights.</summary>
    public double[] LeafCovers { get; } = new double[maxLeaves];

    /// <summary>Divides a leaf; the new one gets the number returned.</summary>
    public int Split(int leaf, SplitCandidate split)
    {
        _splits.Add((leaf, split));
        return _splits.Count;
    }

    /// <summary>The same tree with thresholds in place of bins.</summary>
    public RegressionTree ToRegressionTree(FeatureBins features)
    {
        var nodes = _splits.Count;
        var lte = new int[nodes];
        var gt = new int[nodes];
        var parentOf = new (int Node, bool Right)[LeafCount];
        parentOf[0] = (-1, false);
        for (var node = 0; node < nodes; node++)
        {
            var leaf = _splits[node].Leaf;
            var (parent, right) = parentOf[leaf];
            if (parent >= 0)
                (right ? gt : lte)[parent] = node;
            (lte[node], gt[node]) = (~leaf, ~(node + 1));
            parentOf[leaf] = (node, false);
            parentOf[node + 1] = (node, true);
        }
        return new RegressionTree
        {
            LteChild = [.. lte],
            GtChild = [.. gt],
            SplitFeature = [.. _splits.Select(s => features.FirstSlot(s.Split.Feature))],
            Threshold = [.. _splits.Select(s => features.Thresholds(s.Split.Feature)[s.Split.Bin])],
            CategoricalSplits = CategoricalSplits(features),
            LeafValue = [.. LeafValues.AsSpan(0, LeafCount)],
            SplitGain = [.. _splits.Select(s => s.Split.Gain)],
            LeafCover = [.. LeafCovers.AsSpan(0, LeafCount)],
        };
    }

    /// <summary>The nodes that ask for categories, which ask for any of their slots to be set.</summary>
    private ImmutableArray<CategoricalSplit> CategoricalSplits(FeatureBins features)
    {
        var categorical = new List<CategoricalSplit>();
        for (var node = 0; node < _splits.Count; node++)
        {
            var split = _splits[node].Split;
            if (split.GoesRight is null)
                continue;
            var (first, categories) = (
                features.FirstSlot(split.Feature),
                features.Thresholds(split.Feature).Length
            );
            categorical.Add(
                new CategoricalSplit
                {
                    Node = node,
                    Features =
                    [
                        .. Enumerable
                            .Range(0, categories)
                            .Where(code => split.GoesRight[code])
                            .Select(code => first + code),
                    ],
                    RangeFirst = first,
                    RangeLast = first + categories - 1,
                }
            );
        }
        return [.. categorical];
    }
}
