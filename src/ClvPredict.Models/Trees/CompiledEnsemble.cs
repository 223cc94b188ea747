using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ClvPredict.Models.Trees;

/// <summary>
/// A <see cref="TreeEnsemble"/> laid out for scoring. Scores equal those of ML.NET to the last bit: leaf values are
/// summed in float64 in tree order, values are compared as float32, missing values (NaN) go to the greater branch.
/// Safe for concurrent use.
/// </summary>
public sealed class CompiledEnsemble
{
    /// <summary>Rows per block: their sums stay in the first-level cache while one tree after the other runs.</summary>
    private const int BlockRows = 256;

    private readonly EnsembleKind _kind;
    private readonly CompiledTree[] _trees;
    private readonly CompiledNode[] _nodes;
    private readonly CompiledSpecialSplit[] _specials;
    private readonly double[] _leaves;

    /// <summary>Lays the trees out.</summary>
    /// <exception cref="ArgumentException">The ensemble is not sound; the message says where.</exception>
    public CompiledEnsemble(TreeEnsemble ensemble)
    {
        var fault = TreeEnsembleFault.FirstIn(ensemble);
        if (fault is not null)
            throw new ArgumentException(
                $"The tree ensemble cannot be scored: {fault}.",
                nameof(ensemble)
            );
        var layout = new EnsembleLayout(ensemble);
        _kind = ensemble.Kind;
        FeatureCount = ensemble.FeatureCount;
        TreeCount = ensemble.Trees.Length;
        _trees = [.. layout.Trees];
        _nodes = [.. layout.Nodes];
        _specials = [.. layout.Specials];
        _leaves = [.. layout.Leaves];
    }

    /// <summary>Length of a row, in float32 values.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of trees, empty ones included.</summary>
    public int TreeCount { get; }

    /// <summary>The sum of the leaf values that the row reaches. Allocates nothing.</summary>
    /// <param name="row">At least <see cref="FeatureCount"/> values; NaN is missing.</param>
    /// <exception cref="ArgumentException">The row is too short.</exception>
    public double RawScore(ReadOnlySpan<float> row)
    {
        if (row.Length < FeatureCount)
            ThrowLength(nameof(row), row.Length, FeatureCount);
        double sum = 0;
        foreach (var tree in _trees)
            sum += _leaves[Walk(tree.Root, row)];
        return sum;
    }

    /// <summary>What ML.NET reports as Score for a sum of leaf values: the sum, its mean over trees or its exponential.</summary>
    public float ScoreOf(double rawScore) =>
        _kind switch
        {
            EnsembleKind.FastForestRegression => (float)rawScore / (float)TreeCount,
            EnsembleKind.FastTreeTweedie => (float)Math.Exp((float)rawScore),
            _ => (float)rawScore,
        };

    /// <summary>Scores rows on the calling thread. Allocates nothing that outlives the call.</summary>
    /// <param name="rowMajor">(rows, <see cref="FeatureCount"/>) values; NaN is missing.</param>
    /// <param name="scores">One score per row.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void Score(ReadOnlySpan<float> rowMajor, Span<float> scores)
    {
        if (rowMajor.Length != (long)scores.Length * FeatureCount)
            ThrowLength(nameof(rowMajor), rowMajor.Length, (long)scores.Length * FeatureCount);
        var sums = ArrayPool<double>.Shared.Rent(BlockRows);
        try
        {
            for (int start = 0; start < scores.Length; start += BlockRows)
            {
                int rows = Math.Min(BlockRows, scores.Length - start);
                ScoreBlock(
                    rowMajor.Slice(start * FeatureCount, rows * FeatureCount),
                    sums.AsSpan(0, rows),
                    scores.Slice(start, rows)
                );
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(sums);
        }
    }

    /// <summary>Scores rows on up to <paramref name="maxThreads"/> threads; the scores do not depend on their number.</summary>
    /// <param name="rowMajor">(rows, <see cref="FeatureCount"/>) values; NaN is missing.</param>
    /// <param name="scores">One score per row.</param>
    /// <param name="maxThreads">At least 1.</param>
    /// <param name="cancellationToken">Checked between slices of 4,096 rows.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void Score(
        ReadOnlyMemory<float> rowMajor,
        Memory<float> scores,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        const int SliceRows = 4096;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        if (rowMajor.Length != (long)scores.Length * FeatureCount)
            ThrowLength(nameof(rowMajor), rowMajor.Length, (long)scores.Length * FeatureCount);
        Parallel.For(
            0,
            (scores.Length + SliceRows - 1) / SliceRows,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = maxThreads,
                CancellationToken = cancellationToken,
            },
            slice =>
            {
                int start = slice * SliceRows;
                int rows = Math.Min(SliceRows, scores.Length - start);
                Score(
                    rowMajor.Span.Slice(start * FeatureCount, rows * FeatureCount),
                    scores.Span.Slice(start, rows)
                );
            }
        );
    }

    private void ScoreBlock(ReadOnlySpan<float> rowMajor, Span<double> sums, Span<float> scores)
    {
        sums.Clear();
        foreach (var tree in _trees)
        {
            int first = tree.Levels > 0 ? AddInStep(tree, rowMajor, sums) : 0;
            for (int r = first; r < sums.Length; r++)
                sums[r] += _leaves[Walk(tree.Root, rowMajor.Slice(r * FeatureCount, FeatureCount))];
        }
        for (int r = 0; r < scores.Length; r++)
            scores[r] = ScoreOf(sums[r]);
    }

    /// <summary>
    /// Walks four rows at a time down a tree of plain splits. Rows that reach a leaf stay on it, so that no branch
    /// depends on the data.
    /// </summary>
    /// <returns>Number of rows done.</returns>
    private int AddInStep(CompiledTree tree, ReadOnlySpan<float> rowMajor, Span<double> sums)
    {
        var nodes = _nodes;
        var leaves = _leaves;
        int width = FeatureCount;
        int firstLeaf = nodes.Length - leaves.Length;
        int r = 0;
        for (; r + 4 <= sums.Length; r += 4)
        {
            int row = r * width;
            int a = tree.Root;
            int b = a;
            int c = a;
            int d = a;
            for (int level = 0; level < tree.Levels; level++)
            {
                a = Next(nodes, a, rowMajor, row);
                b = Next(nodes, b, rowMajor, row + width);
                c = Next(nodes, c, rowMajor, row + 2 * width);
                d = Next(nodes, d, rowMajor, row + 3 * width);
            }
            sums[r] += leaves[a - firstLeaf];
            sums[r + 1] += leaves[b - firstLeaf];
            sums[r + 2] += leaves[c - firstLeaf];
            sums[r + 3] += leaves[d - firstLeaf];
        }
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(CompiledNode[] nodes, int node, ReadOnlySpan<float> rowMajor, int row)
    {
        ref readonly var split = ref nodes[node];
        int lte = split.Lte;
        int gt = split.Gt;
        return rowMajor[row + split.Feature] <= split.Threshold ? lte : gt;
    }

    /// <summary>Walks one row down a tree of any splits.</summary>
    /// <returns>Index of the leaf reached.</returns>
    private int Walk(int node, ReadOnlySpan<float> row)
    {
        var nodes = _nodes;
        int firstLeaf = nodes.Length - _leaves.Length;
        while (node < firstLeaf)
        {
            ref readonly var split = ref nodes[node];
            if (split.Feature < 0)
                node = _specials[~split.Feature].GoesToLte(row, split.Threshold)
                    ? split.Lte
                    : split.Gt;
            else
                node = row[split.Feature] <= split.Threshold ? split.Lte : split.Gt;
        }
        return node - firstLeaf;
    }

    private static void ThrowLength(string parameter, int found, long expected) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{found} values where {expected} are expected."
            ),
            parameter
        );
}
