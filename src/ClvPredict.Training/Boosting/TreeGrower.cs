using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Grows one tree after another on the same binned features, leaf by leaf in the order of gain. The histogram of the smaller
/// child is summed from its rows, that of the larger is the parent's minus it.
/// </summary>
internal sealed class TreeGrower
{
    /// <summary>Rows below which a histogram is not shared out by row ranges: merging would cost as much.</summary>
    private const int MinSliceRows = 8192;

    private readonly BoostingOptions _options;
    private readonly FeatureBins _features;
    private readonly CodeGroups _groups;
    private readonly GradientTable _table;
    private readonly WorkCrew _crew;
    private readonly SplitFinder _finder;
    private readonly RowPartition _partition;
    private readonly Vector128<long>[] _gathered;
    private readonly Vector128<long>[]?[] _histograms;
    private readonly Vector128<long>[]?[] _sliceHistograms;
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
        _table = table;
        _crew = crew;
        _groups = new CodeGroups(features, crew);
        _finder = new SplitFinder(options, table);
        _partition = new RowPartition(features.RowCount);
        _gathered = new Vector128<long>[features.RowCount];
        _histograms = new Vector128<long>[options.MaxLeaves][];
        _sliceHistograms = new Vector128<long>[SliceCount(features.RowCount) - 1][];
        _leaves = new Leaf[options.MaxLeaves];
        _leftCandidates = new SplitCandidate[_groups.Count];
        _rightCandidates = new SplitCandidate[_groups.Count];
    }

    /// <summary>Grows a tree on the given rows and features; without a worthwhile split it has one leaf.</summary>
    /// <param name="rows">Row numbers, ascending.</param>
    /// <param name="allowed">Per feature: whether the tree may use it.</param>
    public GrownTree Grow(ReadOnlySpan<int> rows, bool[] allowed)
    {
        _partition.Reset(rows);
        var tree = new GrownTree(_options.MaxLeaves);
        StartRoot(rows.Length, allowed);
        while (
            tree.LeafCount < _options.MaxLeaves && BestLeaf(tree.LeafCount) is var chosen and >= 0
        )
            Split(tree, chosen, allowed);
        for (var leaf = 0; leaf < tree.LeafCount; leaf++)
            tree.LeafValues[leaf] = _finder.LeafValue(_leaves[leaf].Sums);
        return tree;
    }

    private void StartRoot(int rows, bool[] allowed)
    {
        var slices = SumRows(0, rows, 0);
        FinishSum(0, slices, group: 0);
        var sums = Vector128<long>.Zero;
        foreach (var bin in Histogram(0).AsSpan(0, HistogramKernel.Bins))
            sums += bin;
        _leaves[0] = new Leaf(0, rows, 0, sums, default);
        if (!_finder.CanSplit(sums))
            return;
        _crew.Run(
            _groups.Count,
            group =>
            {
                if (group > 0)
                    FinishSum(0, slices, group);
                _leftCandidates[group] = BestOfGroup(group, 0, sums, allowed);
            }
        );
        _leaves[0] = _leaves[0] with { Best = BestOf(_leftCandidates) };
    }

    private void Split(GrownTree tree, int chosen, bool[] allowed)
    {
        var leaf = _leaves[chosen];
        var leftSums = LeftSums(chosen, leaf.Best);
        var leftCount = _partition.Split(leaf.Start, leaf.Count, _features, leaf.Best, _crew);
        var added = tree.Split(chosen, leaf.Best);
        var depth = leaf.Depth + 1;
        _leaves[chosen] = new Leaf(leaf.Start, leftCount, depth, leftSums, default);
        _leaves[added] = new Leaf(
            leaf.Start + leftCount,
            leaf.Count - leftCount,
            depth,
            leaf.Sums - leftSums,
            default
        );
        var mayGrow =
            tree.LeafCount < _options.MaxLeaves
            && (_options.MaxDepth == 0 || depth < _options.MaxDepth);
        if (
            mayGrow
            && (_finder.CanSplit(_leaves[chosen].Sums) || _finder.CanSplit(_leaves[added].Sums))
        )
            FindSplits(chosen, added, allowed);
    }

    /// <summary>Sums of the left child, from the histogram that the split was found in.</summary>
    private Vector128<long> LeftSums(int leaf, SplitCandidate split)
    {
        var sums = Vector128<long>.Zero;
        foreach (
            var bin in Histogram(leaf).AsSpan(split.Feature * HistogramKernel.Bins, split.Bin + 1)
        )
            sums += bin;
        return sums;
    }

    /// <summary>Histograms and best splits of two new leaves, the left of which still has the parent's histogram.</summary>
    private void FindSplits(int left, int right, bool[] allowed)
    {
        var leftIsSmaller = _leaves[left].Count <= _leaves[right].Count;
        var (smaller, larger) = leftIsSmaller ? (left, right) : (right, left);
        (_histograms[larger], _histograms[smaller]) = (_histograms[left], _histograms[right]);
        var slices = SumRows(_leaves[smaller].Start, _leaves[smaller].Count, smaller);
        var (leftSums, rightSums) = (_leaves[left].Sums, _leaves[right].Sums);
        var (leftCanSplit, rightCanSplit) = (
            _finder.CanSplit(leftSums),
            _finder.CanSplit(rightSums)
        );
        _crew.Run(
            _groups.Count,
            group =>
            {
                FinishSum(smaller, slices, group);
                var parent = GroupOf(Histogram(larger), group);
                HistogramKernel.Subtract(parent, GroupOf(Histogram(smaller), group), parent);
                _leftCandidates[group] = leftCanSplit
                    ? BestOfGroup(group, left, leftSums, allowed)
                    : default;
                _rightCandidates[group] = rightCanSplit
                    ? BestOfGroup(group, right, rightSums, allowed)
                    : default;
            }
        );
        _leaves[left] = _leaves[left] with { Best = BestOf(_leftCandidates) };
        _leaves[right] = _leaves[right] with { Best = BestOf(_rightCandidates) };
    }

    /// <summary>
    /// Sums the pairs of a leaf's rows. With several threads a large leaf is shared out by groups and by row ranges;
    /// the range after the first go to histograms of their own, to be merged by <see cref="FinishSum"/>. Returns
    /// the number of ranges.
    /// </summary>
    private int SumRows(int start, int count, int leaf)
    {
        var slices = SliceCount(count);
        var isAllRows = count == _features.RowCount;
        if (!isAllRows)
            Gather(start, count);
        _histograms[leaf] ??= NewHistogram();
        for (var slice = 1; slice < slices; slice++)
            _sliceHistograms[slice - 1] ??= NewHistogram();
        _crew.Run(
            _groups.Count * slices,
            piece =>
            {
                var (group, slice) = (piece / slices, piece % slices);
                var from = (int)((long)count * slice / slices);
                var size = (int)((long)count * (slice + 1) / slices) - from;
                var target = GroupOf(
                    slice == 0 ? Histogram(leaf) : _sliceHistograms[slice - 1]!,
                    group
                );
                target.Clear();
                var codes = _groups.Codes(group);
                if (isAllRows)
                    HistogramKernel.AddRun(codes[from..], _table.Pairs.Slice(from, size), target);
                else
                    HistogramKernel.AddRows(
                        codes,
                        _partition.Rows(start + from, size),
                        _gathered.AsSpan(from, size),
                        target
                    );
            }
        );
        return slices;
    }

    /// <summary>Adds the other row ranges of a group to the first.</summary>
    private void FinishSum(int leaf, int slices, int group)
    {
        var target = GroupOf(Histogram(leaf), group);
        for (var slice = 1; slice < slices; slice++)
        {
            var part = GroupOf(_sliceHistograms[slice - 1]!, group);
            for (var i = 0; i < target.Length; i++)
                target[i] += part[i];
        }
    }

    /// <summary>Copies the pairs of a leaf's rows together, so that every group reads them in order.</summary>
    private void Gather(int start, int count) =>
        _crew.RunBlocks(
            count,
            MinSliceRows,
            (from, to) =>
            {
                var pairs = _table.Pairs;
                var rows = _partition.Rows(start + from, to - from);
                var target = _gathered.AsSpan(from, to - from);
                for (var i = 0; i < rows.Length; i++)
                    target[i] = pairs[rows[i]];
            }
        );

    private SplitCandidate BestOfGroup(int group, int leaf, Vector128<long> sums, bool[] allowed)
    {
        var best = default(SplitCandidate);
        var end = Math.Min((group + 1) * CodeGroups.Width, _features.FeatureCount);
        for (var feature = group * CodeGroups.Width; feature < end; feature++)
        {
            if (!allowed[feature])
                continue;
            var bins = Histogram(leaf).AsSpan(feature * HistogramKernel.Bins, HistogramKernel.Bins);
            var found = _finder.Find(feature, bins, _features.Thresholds(feature).Length, sums);
            if (found.Gain > best.Gain)
                best = found;
        }
        return best;
    }

    /// <summary>The largest gain; of equal ones the lowest feature.</summary>
    private static SplitCandidate BestOf(SplitCandidate[] candidates)
    {
        var best = default(SplitCandidate);
        foreach (var candidate in candidates)
            best = candidate.Gain > best.Gain ? candidate : best;
        return best;
    }

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

    private int SliceCount(int rows) => rows < MinSliceRows ? 1 : _crew.Threads;

    private Vector128<long>[] NewHistogram() =>
        new Vector128<long>[_groups.Count * CodeGroups.Width * HistogramKernel.Bins];

    private Vector128<long>[] Histogram(int leaf) => _histograms[leaf]!;

    private static Span<Vector128<long>> GroupOf(Vector128<long>[] histogram, int group)
    {
        var size = CodeGroups.Width * HistogramKernel.Bins;
        return histogram.AsSpan(group * size, size);
    }

    private readonly record struct Leaf(
        int Start,
        int Count,
        int Depth,
        Vector128<long> Sums,
        SplitCandidate Best
    );
}
