using System.Collections.Immutable;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Features cut into at most 255 value bins each, one byte a value. A value belongs to bin b when it is above
/// <c>Thresholds(feature)[b - 1]</c> and at most <c>Thresholds(feature)[b]</c>; so comparing a float32 value with a
/// threshold always agrees with comparing the bins. Missing values (NaN) have the code <see cref="MissingCode"/>, above
/// every value bin.
/// </summary>
public sealed class FeatureBins
{
    /// <summary>The code of a missing value.</summary>
    public const byte MissingCode = 255;

    /// <summary>Most value bins a feature can have.</summary>
    public const int MaxValueBins = 255;

    private readonly ImmutableArray<float[]> _thresholds;
    private readonly byte[][] _codes;

    private FeatureBins(ImmutableArray<float[]> thresholds, byte[][] codes, int rowCount)
    {
        _thresholds = thresholds;
        _codes = codes;
        RowCount = rowCount;
    }

    /// <summary>Number of features.</summary>
    public int FeatureCount => _thresholds.Length;

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>
    /// Cuts each column at its quantiles and codes it. A column with no more distinct values than bins gets one bin for
    /// each; a value frequent enough to fill a bin gets its own. Thresholds lie midway between neighbouring values.
    /// </summary>
    /// <param name="columns">One column a feature, all of the same length; finite or NaN for missing.</param>
    /// <param name="maxBins">Value bins per feature, 2 to 255.</param>
    /// <param name="threads">Threads used, at least 1; the result is the same for any number.</param>
    /// <param name="cancellationToken">Checked before each column.</param>
    /// <exception cref="ArgumentException">No columns, lengths differ, or a value is infinite.</exception>
    public static FeatureBins Build(
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        int maxBins = MaxValueBins,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBins, MaxValueBins);
        if (columns.Count == 0)
            throw new ArgumentException(
                "no columns: at least one feature is needed",
                nameof(columns)
            );
        var rows = CheckLengths(columns);
        var thresholds = new float[columns.Count][];
        var codes = new byte[columns.Count][];
        Crew(threads, cancellationToken)
            .Run(
                columns.Count,
                feature =>
                {
                    var column = columns[feature].Span;
                    CheckFinite(column, feature);
                    thresholds[feature] = QuantileCuts.Find(column, maxBins);
                    codes[feature] = BinCoder.Encode(column, thresholds[feature]);
                }
            );
        return new FeatureBins([.. thresholds], codes, rows);
    }

    /// <summary>Codes other rows of the same features with the cuts of this object.</summary>
    /// <param name="columns">One column a feature, all of the same length; finite or NaN for missing.</param>
    /// <param name="threads">Threads used, at least 1.</param>
    /// <param name="cancellationToken">Checked before each column.</param>
    /// <exception cref="ArgumentException">Another number of columns, lengths differ, or a value is infinite.</exception>
    public FeatureBins Apply(
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != FeatureCount)
            throw new ArgumentException(
                $"{columns.Count} columns, but the bins were cut for {FeatureCount}",
                nameof(columns)
            );
        var rows = CheckLengths(columns);
        var codes = new byte[FeatureCount][];
        Crew(threads, cancellationToken)
            .Run(
                FeatureCount,
                feature =>
                {
                    CheckFinite(columns[feature].Span, feature);
                    codes[feature] = BinCoder.Encode(columns[feature].Span, _thresholds[feature]);
                }
            );
        return new FeatureBins(_thresholds, codes, rows);
    }

    /// <summary>
    /// The upper limit of each value bin, ascending; the last is <see cref="float.MaxValue"/>. Its length is the number
    /// of value bins, at least 1.
    /// </summary>
    public ReadOnlySpan<float> Thresholds(int feature) => _thresholds[feature];

    /// <summary>The bin of each row: 0 to the number of value bins - 1, or <see cref="MissingCode"/>.</summary>
    public ReadOnlySpan<byte> Codes(int feature) => _codes[feature];

    /// <summary>Whether both were cut at the same thresholds.</summary>
    internal bool HasSameCutsAs(FeatureBins other) =>
        _thresholds.Length == other._thresholds.Length
        && _thresholds
            .Zip(other._thresholds)
            .All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    private static WorkCrew Crew(int threads, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return new WorkCrew(threads, cancellationToken);
    }

    private static int CheckLengths(IReadOnlyList<ReadOnlyMemory<float>> columns)
    {
        var rows = columns[0].Length;
        for (var feature = 1; feature < columns.Count; feature++)
        {
            if (columns[feature].Length != rows)
                throw new ArgumentException(
                    $"column {feature} has {columns[feature].Length} rows, column 0 has {rows}; all must agree",
                    nameof(columns)
                );
        }
        return rows;
    }

    private static void CheckFinite(ReadOnlySpan<float> column, int feature)
    {
        var row = column.IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);
        if (row >= 0)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"column {feature} holds {column[row]} in row {row + 1}; values must be finite, or NaN for missing"
                ),
                nameof(column)
            );
    }
}
