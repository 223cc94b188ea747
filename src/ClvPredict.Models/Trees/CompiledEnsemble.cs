using System.Buffers;

namespace ClvPredict.Models.Trees;

/// <summary>
/// A <see cref="TreeEnsemble"/> laid out for scoring. Scores equal those of ML.NET to the last bit: leaf values are
/// summed in float64 in tree order, values are compared as float32, missing values (NaN) go to the greater branch.
/// Safe for concurrent use.
/// </summary>
public sealed class CompiledEnsemble
{
    /// <summary>Rows that a thread takes at a time.</summary>
    private const int SliceRows = 4096;

    private readonly EnsembleKind _kind;
    private readonly CompiledTree[] _trees;
    private readonly CompiledNode[] _nodes;
    private readonly DerivedFeature[] _derived;
    private readonly BitWord[] _words;
    private readonly BitTest[] _tests;
    private readonly double[] _leaves;

    /// <summary>Lays the trees out.</summary>
    /// <exception cref="ArgumentException">The ensemble is not sound; the message says where.</exception>
    public CompiledEnsemble(TreeEnsemble ensemble)
        : this(ensemble, ScoringPath.Fastest) { }

    internal CompiledEnsemble(TreeEnsemble ensemble, ScoringPath path)
    {
        var fault = TreeEnsembleFault.FirstIn(ensemble);
        if (fault is not null)
            throw new ArgumentException(
                $"The tree ensemble cannot be scored: {fault}.",
                nameof(ensemble)
            );
        var layout = new EnsembleLayout(ensemble, path);
        _kind = ensemble.Kind;
        FeatureCount = ensemble.FeatureCount;
        TreeCount = ensemble.Trees.Length;
        _trees = [.. layout.Trees];
        _nodes = [.. layout.Nodes];
        _derived = [.. layout.Derived];
        _words = [.. layout.Words];
        _tests = [.. layout.Tests];
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
            FeatureColumns.ThrowLength(nameof(row), row.Length, FeatureCount);
        double sum = 0;
        foreach (var tree in _trees)
            sum += _leaves[Walk(tree.Root, row, 1)];
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
        FeatureColumns.CheckLength(
            nameof(rowMajor),
            rowMajor.Length,
            (long)scores.Length * FeatureCount
        );
        Span<double> sums = stackalloc double[FeatureTile.Rows];
        var values = RentTile();
        try
        {
            var tile = new FeatureTile(values, FeatureCount, _derived);
            for (int start = 0; start < scores.Length; start += FeatureTile.Rows)
            {
                int rows = Math.Min(FeatureTile.Rows, scores.Length - start);
                tile.FillRows(rowMajor.Slice(start * FeatureCount, rows * FeatureCount), rows);
                Sum(tile.Values, sums, rows);
                for (int r = 0; r < rows; r++)
                    scores[start + r] = ScoreOf(sums[r]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
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
        FeatureColumns.CheckLength(
            nameof(rowMajor),
            rowMajor.Length,
            (long)scores.Length * FeatureCount
        );
        ForSlices(
            scores.Length,
            maxThreads,
            (start, rows) =>
                Score(
                    rowMajor.Span.Slice(start * FeatureCount, rows * FeatureCount),
                    scores.Span.Slice(start, rows)
                ),
            cancellationToken
        );
    }

    /// <summary>The sums of leaf values of rows stored as columns.</summary>
    /// <param name="columns"><see cref="FeatureCount"/> columns with one value per row; NaN is missing.</param>
    /// <param name="rawScores">One sum per row; <see cref="ScoreOf"/> turns it into a score.</param>
    /// <param name="maxThreads">At least 1; the sums do not depend on it.</param>
    /// <param name="cancellationToken">Checked between slices of 4,096 rows.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void RawScores(
        ReadOnlyMemory<float>[] columns,
        Memory<double> rawScores,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        FeatureColumns.Check(columns, FeatureCount, rawScores.Length);
        ForSlices(
            rawScores.Length,
            maxThreads,
            (start, rows) => RawScores(columns, start, rawScores.Span.Slice(start, rows)),
            cancellationToken
        );
    }

    private void RawScores(ReadOnlyMemory<float>[] columns, int firstRow, Span<double> rawScores)
    {
        Span<double> sums = stackalloc double[FeatureTile.Rows];
        var values = RentTile();
        try
        {
            var tile = new FeatureTile(values, FeatureCount, _derived);
            for (int start = 0; start < rawScores.Length; start += FeatureTile.Rows)
            {
                int rows = Math.Min(FeatureTile.Rows, rawScores.Length - start);
                tile.FillColumns(columns, firstRow + start, rows);
                Sum(tile.Values, sums, rows);
                sums[..rows].CopyTo(rawScores[start..]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    private float[] RentTile() =>
        ArrayPool<float>.Shared.Rent((FeatureCount + _derived.Length) * FeatureTile.Rows);

    private void Sum(ReadOnlySpan<float> tile, Span<double> sums, int rows)
    {
        sums.Clear();
        foreach (var tree in _trees)
        {
            if (tree.WordCount > 0)
            {
                var words = _words.AsSpan(tree.FirstWord, tree.WordCount);
                LeafBits.Add(words, _tests, _leaves, tile, sums);
                continue;
            }
            for (int r = 0; r < rows; r++)
                sums[r] += _leaves[Walk(tree.Root, tile[r..], FeatureTile.Rows)];
        }
    }

    /// <summary>Walks one row down a tree; the value of feature f is at <c>values[f * stride]</c>.</summary>
    /// <returns>Index of the leaf reached.</returns>
    private int Walk(int node, ReadOnlySpan<float> values, int stride)
    {
        var nodes = _nodes;
        int width = FeatureCount;
        while (node < nodes.Length)
        {
            ref readonly var split = ref nodes[node];
            int feature = split.Feature;
            float value =
                feature < width
                    ? values[feature * stride]
                    : _derived[feature - width].Of(values, stride);
            node = value <= split.Threshold ? split.Lte : split.Gt;
        }
        return node - nodes.Length;
    }

    private static void ForSlices(
        int rows,
        int maxThreads,
        Action<int, int> work,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        Parallel.For(
            0,
            (int)(((long)rows + SliceRows - 1) / SliceRows),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = maxThreads,
                CancellationToken = cancellationToken,
            },
            slice => work(slice * SliceRows, Math.Min(SliceRows, rows - slice * SliceRows))
        );
    }
}
