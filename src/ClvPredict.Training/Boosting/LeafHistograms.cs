using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// The histograms of the leaves of the tree being grown, over the features in use: sums of gradient pairs by bin. They are
/// worked on by groups: first eight features each, side by side; then up to 64 sparse features each.
/// </summary>
internal sealed class LeafHistograms
{
    /// <summary>Rows below which a histogram is not shared out: merging would cost as much.</summary>
    private const int MinSharedRows = 2048;

    /// <summary>Rows whose codes and pairs, brought together, stay in the second-level cache while all groups read them.</summary>
    private const int BlockRows = 1024;

    /// <summary>From a group's codes of a block to the next group's: no multiple of 4096 bytes.</summary>
    private const int CodeStride = BlockRows + 8;

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
    private readonly Vector128<long>[]?[] _histograms;
    private readonly Part[] _parts;
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
        _size = (features.FeatureCount + CodeGroups.Width) * HistogramKernel.Stride;
        _histograms = new Vector128<long>[maxLeaves][];
        _parts = [.. Enumerable.Range(0, crew.Threads).Select(_ => new Part())];
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
            Place(group, start, HistogramKernel.Stride);
            _layout.Add((start, group));
            start += HistogramKernel.GroupSize;
        }
        foreach (var block in _sparse)
        {
            Place(block.Features, start, HistogramKernel.Bins);
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
    /// Sums the pairs of a leaf's rows. With several threads those of a large leaf are shared out by blocks of rows as they come;
    /// the threads after the first sum into histograms of their own, to be merged by <see cref="FinishSum"/>. Returns the
    /// number of histograms.
    /// </summary>
    public int SumRows(int leaf, int start, int count)
    {
        var parts = count < MinSharedRows ? 1 : _crew.Threads;
        var (next, blocks) = (-1, (count + BlockRows - 1) / BlockRows);
        _parts[0].Histogram = _histograms[leaf] ??= NewHistogram();
        _crew.Run(
            parts,
            number =>
            {
                var part = _parts[number];
                part.Start(_size, _groups.Count);
                while (Interlocked.Increment(ref next) is var block && block < blocks)
                {
                    var from = block * BlockRows;
                    AddBlock(part, count, start + from, Math.Min(BlockRows, count - from));
                }
            }
        );
        return parts;
    }

    /// <summary>Completes the sums of a group, once <see cref="SumRows"/> has made the given number of histograms.</summary>
    public void FinishSum(int leaf, int parts, int group)
    {
        var target = GroupOf(_histograms[leaf], group);
        for (var number = 1; number < parts; number++)
        {
            var part = GroupOf(_parts[number].Histogram, group);
            for (var i = 0; i < target.Length; i++)
                target[i] += part[i];
        }
        if (group < _groups.Count)
            return;
        var total = Vector128<long>.Zero;
        for (var number = 0; number < parts; number++)
            total += _parts[number].Total;
        _sparse[group - _groups.Count].Complete(target, total);
    }

    /// <summary>Turns the larger child's histogram, still that of the divided leaf, into its own.</summary>
    public void Subtract(int larger, int smaller, int group)
    {
        var parent = GroupOf(_histograms[larger], group);
        HistogramKernel.Subtract(parent, GroupOf(_histograms[smaller], group), parent);
    }

    private void AddBlock(Part part, int leafRows, int start, int count)
    {
        var isAllRows = leafRows == _features.RowCount;
        var rows = _partition.Rows(start, count);
        var pairs = isAllRows
            ? _table.Pairs.Slice(start, count)
            : part.GatherPairs(_table.Pairs, rows);
        if (!isAllRows)
            _groups.Gather(rows, part.Codes, CodeStride);
        for (var group = 0; group < _groups.Count; group++)
        {
            var codes = isAllRows
                ? _groups.Codes(group).Slice(start, count)
                : part.Codes.AsSpan(group * CodeStride, count);
            HistogramKernel.Add(codes, pairs, GroupOf(part.Histogram, group));
        }
        for (var block = 0; block < _sparse.Length; block++)
        {
            var histogram = GroupOf(part.Histogram, _groups.Count + block);
            if (isAllRows)
                _sparse[block].AddRun(start, pairs, histogram);
            else
                _sparse[block].AddRows(rows, pairs, histogram);
        }
        if (_sparse.Length > 0)
            part.AddTotal(pairs);
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

    private void Place(ReadOnlySpan<int> group, int start, int stride)
    {
        for (var place = 0; place < group.Length; place++)
            _startOf[group[place]] = start + place * stride;
    }

    private Vector128<long>[] NewHistogram() => new Vector128<long>[_size];

    private Span<Vector128<long>> GroupOf(Vector128<long>[]? histogram, int group)
    {
        var size =
            group < _groups.Count
                ? HistogramKernel.GroupSize
                : _sparse[group - _groups.Count].Features.Length * HistogramKernel.Bins;
        return histogram.AsSpan(_layout[group].Start, size);
    }

    /// <summary>What one thread sums: its histogram, its total, and room for the rows of a block.</summary>
    private sealed class Part
    {
        private readonly Vector128<long>[] _pairs = new Vector128<long>[BlockRows];

        public Vector128<long>[]? Histogram { get; set; }

        public Vector128<long> Total { get; private set; }

        public ulong[] Codes { get; private set; } = [];

        public void Start(int size, int groups)
        {
            Histogram ??= new Vector128<long>[size];
            Array.Clear(Histogram);
            Total = Vector128<long>.Zero;
            if (Codes.Length < groups * CodeStride)
                Codes = new ulong[groups * CodeStride];
        }

        public ReadOnlySpan<Vector128<long>> GatherPairs(
            ReadOnlySpan<Vector128<long>> pairs,
            ReadOnlySpan<int> rows
        )
        {
            for (var i = 0; i < rows.Length; i++)
                _pairs[i] = pairs[rows[i]];
            return _pairs.AsSpan(0, rows.Length);
        }

        /// <summary>Adds to the total, which only sparse features need.</summary>
        public void AddTotal(ReadOnlySpan<Vector128<long>> pairs)
        {
            foreach (var pair in pairs)
                Total += pair;
        }
    }
}
