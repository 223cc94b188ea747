using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// The histograms of the leaves of the tree being grown, over the features in use: sums of gradient pairs by bin. They are
/// worked on by groups: first eight features each, side by side; then up to 64 sparse features each.
/// </summary>
internal sealed class LeafHistograms
{
    /// <summary>Rows below which a histogram is not shared out by row ranges: merging would cost as much.</summary>
    private const int MinSliceRows = 8192;

    /// <summary>Sparse features below which they are treated like the others: a visit to a row must be worth it.</summary>
    private const int MinSparseFeatures = 32;

    private readonly FeatureBins _features;
    private readonly GradientTable _table;
    private readonly RowPartition _partition;
    private readonly WorkCrew _crew;
    private readonly CodeGroups _groups;
    private readonly SparseCodes[] _sparse;
    private readonly bool[] _isSparse;
    private readonly int _size;
    private readonly Vector128<long>[] _gathered;
    private readonly Vector128<long>[]?[] _histograms;
    private readonly Vector128<long>[]?[] _slices;
    private readonly List<(int Start, int[] Features)> _layout = [];
    private readonly int[] _startOf;
    private int[] _inUse = [];

    public LeafHistograms(
        FeatureBins features,
        GradientTable table,
        RowPartition partition,
        int maxLeaves,
        WorkCrew crew
    )
    {
        (_features, _table, _partition, _crew) = (features, table, partition, crew);
        _groups = new CodeGroups(features);
        _isSparse = FindSparse(features, crew);
        var sparse = Enumerable.Range(0, features.FeatureCount).Where(f => _isSparse[f]);
        var blocks = sparse.Chunk(SparseCodes.MaxFeatures).ToArray();
        _sparse = new SparseCodes[blocks.Length];
        crew.Run(blocks.Length, i => _sparse[i] = new SparseCodes(features, blocks[i]));
        // Room for every feature, whichever are in use, and for the last group to be filled up.
        _size = (features.FeatureCount + CodeGroups.Width) * HistogramKernel.Bins;
        _gathered = new Vector128<long>[features.RowCount];
        _histograms = new Vector128<long>[maxLeaves][];
        _slices = new Vector128<long>[crew.Threads - 1][];
        _startOf = new int[features.FeatureCount];
    }

    /// <summary>Number of groups in use.</summary>
    public int GroupCount => _layout.Count;

    /// <summary>Takes other features into use; histograms made before are void.</summary>
    /// <param name="chosen">The features, ascending.</param>
    public void Use(int[] chosen)
    {
        if (ReferenceEquals(chosen, _inUse))
            return;
        _inUse = chosen;
        _layout.Clear();
        var dense = Array.FindAll(chosen, feature => !_isSparse[feature]);
        _groups.Fill(dense, _crew);
        var start = 0;
        foreach (var group in dense.Chunk(CodeGroups.Width))
        {
            Place(group, start);
            _layout.Add((start, group));
            start += CodeGroups.Width * HistogramKernel.Bins;
        }
        foreach (var block in _sparse)
        {
            Place(block.Features, start);
            _layout.Add((start, [.. block.Features.ToArray().Intersect(chosen)]));
            start += block.Features.Length * HistogramKernel.Bins;
        }
    }

    /// <summary>The features in use of a group, ascending.</summary>
    public ReadOnlySpan<int> Features(int group) => _layout[group].Features;

    /// <summary>The bins of a feature in use.</summary>
    public ReadOnlySpan<Vector128<long>> Bins(int leaf, int feature) =>
        _histograms[leaf].AsSpan(_startOf[feature], HistogramKernel.Bins);

    /// <summary>The sums of all rows of a leaf, from any feature's bins.</summary>
    public Vector128<long> Total(int leaf)
    {
        var sums = Vector128<long>.Zero;
        foreach (var bin in _histograms[leaf].AsSpan(0, HistogramKernel.Bins))
            sums += bin;
        return sums;
    }

    /// <summary>Exchanges the histograms of two leaves.</summary>
    public void Exchange(int leaf, int other) =>
        (_histograms[leaf], _histograms[other]) = (_histograms[other], _histograms[leaf]);

    /// <summary>
    /// Sums the pairs of a leaf's rows. With several threads a large leaf is shared out by groups and by row ranges;
    /// the ranges after the first go to histograms of their own, to be merged by <see cref="FinishSum"/>. Returns
    /// the number of ranges.
    /// </summary>
    public int SumRows(int leaf, int start, int count)
    {
        var slices = count < MinSliceRows ? 1 : _crew.Threads;
        var isAllRows = count == _features.RowCount;
        if (!isAllRows)
            Gather(start, count);
        _histograms[leaf] ??= NewHistogram();
        for (var slice = 1; slice < slices; slice++)
            _slices[slice - 1] ??= NewHistogram();
        _crew.Run(
            GroupCount * slices,
            piece =>
            {
                var (group, slice) = (piece / slices, piece % slices);
                var from = (int)((long)count * slice / slices);
                var size = (int)((long)count * (slice + 1) / slices) - from;
                var target = GroupOf(slice == 0 ? _histograms[leaf] : _slices[slice - 1], group);
                target.Clear();
                if (isAllRows)
                    AddRun(group, from, size, target);
                else
                    AddRows(group, start + from, size, _gathered.AsSpan(from, size), target);
            }
        );
        return slices;
    }

    /// <summary>Adds the other row ranges of a group to the first.</summary>
    public void FinishSum(int leaf, int slices, int group)
    {
        var target = GroupOf(_histograms[leaf], group);
        for (var slice = 1; slice < slices; slice++)
        {
            var part = GroupOf(_slices[slice - 1], group);
            for (var i = 0; i < target.Length; i++)
                target[i] += part[i];
        }
    }

    /// <summary>Turns the larger child's histogram, still that of the divided leaf, into its own.</summary>
    public void Subtract(int larger, int smaller, int group)
    {
        var parent = GroupOf(_histograms[larger], group);
        HistogramKernel.Subtract(parent, GroupOf(_histograms[smaller], group), parent);
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

    private void AddRun(int group, int from, int count, Span<Vector128<long>> target)
    {
        var pairs = _table.Pairs.Slice(from, count);
        if (group < _groups.Count)
            HistogramKernel.AddRun(_groups.Codes(group)[from..], pairs, target);
        else
            _sparse[group - _groups.Count].AddRun(from, pairs, target);
    }

    private void AddRows(
        int group,
        int from,
        int count,
        ReadOnlySpan<Vector128<long>> pairs,
        Span<Vector128<long>> target
    )
    {
        var rows = _partition.Rows(from, count);
        if (group < _groups.Count)
            HistogramKernel.AddRows(_groups.Codes(group), rows, pairs, target);
        else
            _sparse[group - _groups.Count].AddRows(rows, pairs, target);
    }

    private static bool[] FindSparse(FeatureBins features, WorkCrew crew)
    {
        var isSparse = new bool[features.FeatureCount];
        crew.Run(
            isSparse.Length,
            feature =>
                isSparse[feature] =
                    SparseCodes.MostCommon(features.Codes(feature)).Share
                        is >= SparseCodes.CommonShare
                            and < 1
        );
        return isSparse.Count(x => x) < MinSparseFeatures ? new bool[isSparse.Length] : isSparse;
    }

    private void Place(ReadOnlySpan<int> group, int start)
    {
        for (var place = 0; place < group.Length; place++)
            _startOf[group[place]] = start + place * HistogramKernel.Bins;
    }

    private Vector128<long>[] NewHistogram() => new Vector128<long>[_size];

    private Span<Vector128<long>> GroupOf(Vector128<long>[]? histogram, int group)
    {
        var width =
            group < _groups.Count
                ? CodeGroups.Width
                : _sparse[group - _groups.Count].Features.Length;
        return histogram.AsSpan(_layout[group].Start, width * HistogramKernel.Bins);
    }
}
