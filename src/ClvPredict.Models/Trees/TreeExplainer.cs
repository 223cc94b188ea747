using System.Buffers;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace ClvPredict.Models.Trees;

/// <summary>
/// Divides the raw score of a row among its features: exact Shapley values, where what is not known about a row is averaged
/// over the training rows that took each branch (Lundberg, Erion and Lee, Consistent individualized feature attribution for
/// tree ensembles, 2018, "tree_path_dependent"). The contributions and <see cref="ExpectedValue"/> add up to
/// <see cref="CompiledEnsemble.RawScore"/> within 1e-9 of the sum of the largest absolute leaf values. Safe for concurrent use.
/// </summary>
/// <remarks>
/// The indicators of a categorical split are one player, whose contribution stands at the first of them, together with that of
/// other splits on those indicators. Contributions to a raw score, a log scale for Tweedie trees: of a FastForest regression
/// they must be divided by the number of trees.
/// </remarks>
public sealed class TreeExplainer
{
    /// <summary>Rows that share the load of a tree.</summary>
    private const int BlockRows = 16;

    private readonly DerivedFeature[] _derived;
    private readonly ShapleyTree[] _trees;

    /// <summary>Per player: the feature it is reported at.</summary>
    private readonly int[] _players;
    private readonly int _slotCount;

    /// <summary>Prepares trees whose covers are known.</summary>
    /// <param name="ensemble">Trees with <see cref="RegressionTree.LeafCover"/>.</param>
    /// <exception cref="ArgumentException">The ensemble is not sound, or a tree has no cover; the message says where.</exception>
    public TreeExplainer(TreeEnsemble ensemble)
    {
        ThrowIfUnsound(ensemble);
        var splitFeatures = new SplitFeatures(ensemble.FeatureCount);
        var players = new Players(ensemble);
        var trees = new List<ShapleyTree>();
        for (int t = 0; t < ensemble.Trees.Length; t++)
        {
            var tree = ensemble.Trees[t];
            if (tree.IsEmpty)
                continue;
            if (tree.LeafCover.IsEmpty)
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Tree {t} has no leaf covers; pass rows to {nameof(WithBackground)} instead."
                    ),
                    nameof(ensemble)
                );
            var splits = splitFeatures.Of(tree);
            var derived = splitFeatures.Derived;
            var owners = Array.ConvertAll(
                splits,
                split =>
                    players.Of(
                        split.Feature < ensemble.FeatureCount
                            ? split.Feature
                            : derived[split.Feature - ensemble.FeatureCount].Features[0]
                    )
            );
            trees.Add(new ShapleyTree(tree, splits, owners, tree.LeafCover.AsSpan()));
        }
        FeatureCount = ensemble.FeatureCount;
        _derived = [.. splitFeatures.Derived];
        _trees = [.. trees];
        _players = [.. players.Features];
        foreach (var tree in _trees)
        {
            ExpectedValue += tree.ExpectedValue;
            _slotCount = Math.Max(_slotCount, tree.SlotCount);
        }
    }

    /// <summary>Length of a row, in float32 values.</summary>
    public int FeatureCount { get; }

    /// <summary>The raw score expected when nothing is known about a row: the mean over the rows of the covers.</summary>
    public double ExpectedValue { get; }

    /// <summary>
    /// Prepares trees with the covers of the given rows in place of those of the training rows, for trees that have none. A
    /// split that no row reaches counts its branches alike. A few thousand rows like those to explain will do.
    /// </summary>
    /// <param name="ensemble">The trees.</param>
    /// <param name="columns">One column per feature with one value per row, at least 1 row; NaN is missing.</param>
    /// <param name="cancellationToken">Checked between blocks of 256 rows.</param>
    /// <exception cref="ArgumentException">The ensemble is not sound, or the lengths do not agree.</exception>
    public static TreeExplainer WithBackground(
        TreeEnsemble ensemble,
        ReadOnlyMemory<float>[] columns,
        CancellationToken cancellationToken
    )
    {
        ThrowIfUnsound(ensemble);
        int rows = columns.Length == 0 ? 0 : columns[0].Length;
        FeatureColumns.Check(columns, ensemble.FeatureCount, rows);
        if (rows == 0)
            throw new ArgumentException("At least 1 row is needed.", nameof(columns));
        return new TreeExplainer(
            ensemble with
            {
                Trees = BackgroundCovers.Count(ensemble, columns, cancellationToken),
            }
        );
    }

    /// <summary>The contributions of the features of one row. Allocates nothing that outlives the call.</summary>
    /// <param name="row"><see cref="FeatureCount"/> values; NaN is missing.</param>
    /// <param name="contributions"><see cref="FeatureCount"/> values; 0 for features that no tree looks at.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        FeatureColumns.CheckLength(nameof(row), row.Length, FeatureCount);
        FeatureColumns.CheckLength(nameof(contributions), contributions.Length, FeatureCount);
        ExplainBlock(row, contributions, 1);
    }

    /// <summary>The contributions of the features of many rows. Allocates nothing per row.</summary>
    /// <param name="columns"><see cref="FeatureCount"/> columns with one value per row; NaN is missing.</param>
    /// <param name="contributions">(rows, <see cref="FeatureCount"/>) values, row by row.</param>
    /// <param name="maxThreads">At least 1; the contributions do not depend on it.</param>
    /// <param name="cancellationToken">Checked between slices of 256 rows.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void Explain(
        ReadOnlyMemory<float>[] columns,
        Memory<double> contributions,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        const int SliceRows = 256;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        int rows = columns.Length == 0 ? 0 : columns[0].Length;
        FeatureColumns.Check(columns, FeatureCount, rows);
        FeatureColumns.CheckLength(
            nameof(contributions),
            contributions.Length,
            (long)rows * FeatureCount
        );
        Parallel.For(
            0,
            (rows + SliceRows - 1) / SliceRows,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = maxThreads,
                CancellationToken = cancellationToken,
            },
            slice =>
            {
                int first = slice * SliceRows;
                int count = Math.Min(SliceRows, rows - first);
                ExplainSlice(
                    columns,
                    first,
                    contributions.Span.Slice(first * FeatureCount, count * FeatureCount)
                );
            }
        );
    }

    private void ExplainSlice(
        ReadOnlyMemory<float>[] columns,
        int firstRow,
        Span<double> contributions
    )
    {
        int width = FeatureCount;
        var rented = ArrayPool<float>.Shared.Rent(BlockRows * width);
        try
        {
            for (int start = 0; start * width < contributions.Length; start += BlockRows)
            {
                int rows = Math.Min(BlockRows, contributions.Length / width - start);
                var rowMajor = rented.AsSpan(0, rows * width);
                FillRows(columns, firstRow + start, rowMajor);
                ExplainBlock(rowMajor, contributions.Slice(start * width, rows * width), rows);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private void ExplainBlock(ReadOnlySpan<float> rowMajor, Span<double> contributions, int rows)
    {
        int sumCount = rows * _players.Length;
        var vectors = ArrayPool<Vector256<double>>.Shared.Rent(sumCount + _slotCount);
        var follows = ArrayPool<int>.Shared.Rent(_slotCount);
        try
        {
            var sums = vectors.AsSpan(0, sumCount);
            Sum(rowMajor, rows, vectors.AsSpan(sumCount), follows, sums);
            contributions.Clear();
            for (int r = 0; r < rows; r++)
            {
                for (int p = 0; p < _players.Length; p++)
                {
                    var sum = sums[r * _players.Length + p];
                    // One order on every processor.
                    double total = sum[0] + sum[1] + (sum[2] + sum[3]);
                    contributions[r * FeatureCount + _players[p]] = total;
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(follows);
            ArrayPool<Vector256<double>>.Shared.Return(vectors);
        }
    }

    private void Sum(
        ReadOnlySpan<float> rowMajor,
        int rows,
        Span<Vector256<double>> products,
        Span<int> follows,
        Span<Vector256<double>> sums
    )
    {
        sums.Clear();
        foreach (var tree in _trees)
        {
            for (int r = 0; r < rows; r++)
            {
                tree.Add(
                    rowMajor.Slice(r * FeatureCount, FeatureCount),
                    _derived,
                    products,
                    follows,
                    sums.Slice(r * _players.Length, _players.Length)
                );
            }
        }
    }

    private static void FillRows(
        ReadOnlyMemory<float>[] columns,
        int firstRow,
        Span<float> rowMajor
    )
    {
        int width = columns.Length;
        for (int f = 0; f < width; f++)
        {
            var column = columns[f].Span[firstRow..];
            for (int r = 0; r * width < rowMajor.Length; r++)
                rowMajor[r * width + f] = column[r];
        }
    }

    private static void ThrowIfUnsound(TreeEnsemble ensemble)
    {
        var fault = TreeEnsembleFault.FirstIn(ensemble);
        if (fault is not null)
            throw new ArgumentException(
                $"The tree ensemble cannot be explained: {fault}.",
                nameof(ensemble)
            );
    }
}
