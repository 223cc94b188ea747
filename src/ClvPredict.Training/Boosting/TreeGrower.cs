using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Grows one tree after another on the same binned features, leaf by leaf in the order of gain. The histogram of the smaller
/// child is summed from its rows, that of the larger is the parent's minus it.
/// </summary>
internal sealed class TreeGrower
{
    private readonly BoostingOptions _options;
    private readonly FeatureBins _features;
    private readonly WorkCrew _crew;
    private readonly SplitFinder _finder;
    private readonly InteractionLimits _limits;
    private readonly RowPartition _partition;
    private readonly LeafHistograms _histograms;
    private readonly Leaf[] _leaves;
    private readonly SplitCandidate[] _leftCandidates;
    private readonly SplitCandidate[] _rightCandidates;

    public TreeGrower(
        BoostingOptions options,
        FeatureBins features,
        GradientTable table,
        WorkCrew crew
    )
    {
        _options = options;
        _features = features;
        _crew = crew;
        _finder = new SplitFinder(options, features, table);
        _limits = new InteractionLimits(options.Interactions, features.FeatureCount);
        _partition = new RowPartition(features.RowCount);
        _histograms = new LeafHistograms(features, table, _partition, options.MaxLeaves, crew);
        _leaves = new Leaf[options.MaxLeaves];
        // A group holds one feature at least.
        _leftCandidates = new SplitCandidate[features.FeatureCount];
        _rightCandidates = new SplitCandidate[features.FeatureCount];
    }

    /// <summary>Grows a tree on the given rows and features; without a worthwhile split it has one leaf.</summary>
    /// <param name="rows">Row numbers, ascending.</param>
    /// <param name="features">The features that the tree may use, ascending.</param>
    public GrownTree Grow(ReadOnlySpan<int> rows, int[] features)
    {
        var tree = new GrownTree(_options.MaxLeaves);
        if (features.Length == 0)
            return tree;
        _histograms.Use(features);
        _partition.Reset(rows);
        StartRoot(rows.Length);
        while (
            tree.LeafCount < _options.MaxLeaves && BestLeaf(tree.LeafCount) is var chosen and >= 0
        )
            Split(tree, chosen);
        for (var number = 0; number < tree.LeafCount; number++)
        {
            var leaf = _leaves[number];
            tree.LeafValues[number] = _options.LearningRate * _finder.Step(leaf.Sums, leaf.Bounds);
            tree.LeafCovers[number] = leaf.Count;
        }
        return tree;
    }

    /// <summary>The rows in a leaf of the tree grown last, ascending.</summary>
    public ReadOnlySpan<int> Rows(int leaf) =>
        _partition.Rows(_leaves[leaf].Start, _leaves[leaf].Count);

    private void StartRoot(int rows)
    {
        var parts = _histograms.SumRows(0, 0, rows);
        _histograms.FinishSum(0, parts, group: 0);
        var sums = _histograms.Total(0);
        _leaves[0] = new Leaf(
            0,
            rows,
            0,
            sums,
            _finder.RootBounds,
            InteractionLimits.AllSets,
            default
        );
        if (!_finder.CanSplit(sums))
            return;
        _crew.Run(
            _histograms.GroupCount,
            group =>
            {
                if (group > 0)
                    _histograms.FinishSum(0, parts, group);
                _leftCandidates[group] = BestOfGroup(group, 0);
            }
        );
        _leaves[0] = _leaves[0] with { Best = BestOf(_leftCandidates) };
    }

    private void Split(GrownTree tree, int chosen)
    {
        var leaf = _leaves[chosen];
        var leftSums = LeftSums(chosen, leaf.Best);
        var rightSums = leaf.Sums - leftSums;
        var (leftBounds, rightBounds) = Bounds(leaf, leftSums, rightSums);
        var leftCount = _partition.Split(leaf.Start, leaf.Count, _features, leaf.Best, _crew);
        var added = tree.Split(chosen, leaf.Best);
        var depth = leaf.Depth + 1;
        var sets = _limits.After(leaf.Sets, leaf.Best.Feature);
        _leaves[chosen] = new Leaf(
            leaf.Start,
            leftCount,
            depth,
            leftSums,
            leftBounds,
            sets,
            default
        );
        _leaves[added] = new Leaf(
            leaf.Start + leftCount,
            leaf.Count - leftCount,
            depth,
            rightSums,
            rightBounds,
            sets,
            default
        );
        var mayGrow =
            tree.LeafCount < _options.MaxLeaves
            && (_options.MaxDepth == 0 || depth < _options.MaxDepth);
        if (mayGrow && (_finder.CanSplit(leftSums) || _finder.CanSplit(rightSums)))
            FindSplits(chosen, added);
    }

    /// <summary>Sums of the left child, from the histogram that the split was found in.</summary>
    private Vector128<long> LeftSums(int leaf, SplitCandidate split)
    {
        var bins = _histograms.Bins(leaf, split.Feature);
        var sums = Vector128<long>.Zero;
        for (var bin = 0; bin < bins.Length; bin++)
        {
            if (split.GoesLeft(bin))
                sums += bins[bin];
        }
        return sums;
    }

    private (LeafBounds Left, LeafBounds Right) Bounds(
        in Leaf leaf,
        Vector128<long> leftSums,
        Vector128<long> rightSums
    ) =>
        _options.HasMonotone
            ? leaf.Bounds.Divide(
                _options.Monotone[leaf.Best.Feature],
                _finder.Step(leftSums, leaf.Bounds),
                _finder.Step(rightSums, leaf.Bounds)
            )
            : (leaf.Bounds, leaf.Bounds);

    /// <summary>Histograms and best splits of two new leaves, the left of which still has the parent's histogram.</summary>
    private void FindSplits(int left, int right)
    {
        var leftIsSmaller = _leaves[left].Count <= _leaves[right].Count;
        var (smaller, larger) = leftIsSmaller ? (left, right) : (right, left);
        if (leftIsSmaller)
            _histograms.Exchange(left, right);
        var parts = _histograms.SumRows(smaller, _leaves[smaller].Start, _leaves[smaller].Count);
        var leftCanSplit = _finder.CanSplit(_leaves[left].Sums);
        var rightCanSplit = _finder.CanSplit(_leaves[right].Sums);
        _crew.Run(
            _histograms.GroupCount,
            group =>
            {
                _histograms.FinishSum(smaller, parts, group);
                _histograms.Subtract(larger, smaller, group);
                _leftCandidates[group] = leftCanSplit ? BestOfGroup(group, left) : default;
                _rightCandidates[group] = rightCanSplit ? BestOfGroup(group, right) : default;
            }
        );
        _leaves[left] = _leaves[left] with { Best = BestOf(_leftCandidates) };
        _leaves[right] = _leaves[right] with { Best = BestOf(_rightCandidates) };
    }

    private SplitCandidate BestOfGroup(int group, int number)
    {
        ref readonly var leaf = ref _leaves[number];
        var best = default(SplitCandidate);
        foreach (var feature in _histograms.Features(group))
        {
            if (!_limits.Allows(leaf.Sets, feature))
                continue;
            var bins = _histograms.Bins(number, feature);
            best = Better(best, _finder.Find(feature, bins, leaf.Sums, leaf.Bounds));
        }
        return best;
    }

    /// <summary>The best of the groups in use.</summary>
    private SplitCandidate BestOf(SplitCandidate[] candidates)
    {
        var best = default(SplitCandidate);
        foreach (var candidate in candidates.AsSpan(0, _histograms.GroupCount))
            best = Better(best, candidate);
        return best;
    }

    /// <summary>The one of larger gain; of equal gains that of the lower feature.</summary>
    private static SplitCandidate Better(SplitCandidate a, SplitCandidate b) =>
        b.Gain > a.Gain || (b.Gain == a.Gain && b.Feature < a.Feature) ? b : a;

    /// <summary>The leaf to split next, of equal gains the lowest; -1 if none can be.</summary>
    private int BestLeaf(int leafCount)
    {
        var chosen = -1;
        for (var leaf = 0; leaf < leafCount; leaf++)
        {
            if (
                _leaves[leaf].Best.Exists
                && (chosen < 0 || _leaves[leaf].Best.Gain > _leaves[chosen].Best.Gain)
            )
                chosen = leaf;
        }
        return chosen;
    }

    private readonly record struct Leaf(
        int Start,
        int Count,
        int Depth,
        Vector128<long> Sums,
        LeafBounds Bounds,
        ulong Sets,
        SplitCandidate Best
    );
}
