using System.Collections.Immutable;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Features cut into at most 255 value bins each, one byte a value. A value belongs to bin b when it is above
/// <c>Thresholds(feature)[b - 1]</c> and at most <c>Thresholds(feature)[b]</c>; so comparing a float32 value with a
/// threshold always agrees with comparing the bins. Missing values (NaN) have the code <see cref="MissingCode"/>, above
/// every value bin.
/// </summary>
/// <remarks>
/// Features take the slots of the model's feature vector in their order: a numeric one a single slot, a categorical one as many
/// as it has categories, which is its one-hot encoding. Without categorical features, slot and feature are the same.
/// </remarks>
public sealed class FeatureBins
{
    /// <summary>The code of a missing value.</summary>
    public const byte MissingCode = 255;

    /// <summary>Most value bins a feature can have.</summary>
    public const int MaxValueBins = 255;

    private readonly ImmutableArray<float[]> _thresholds;
    private readonly ImmutableArray<int> _categories;
    private readonly ImmutableArray<int> _firstSlots;
    private readonly byte[][] _codes;

    private FeatureBins(
        ImmutableArray<float[]> thresholds,
        ImmutableArray<int> categories,
        byte[][] codes,
        int rowCount
    )
    {
        _thresholds = thresholds;
        _categories = categories;
        _codes = codes;
        RowCount = rowCount;
        var slots = new int[thresholds.Length];
        for (var feature = 0; feature < slots.Length; feature++)
        {
            slots[feature] = SlotCount;
            SlotCount += Math.Max(1, categories[feature]);
        }
        _firstSlots = [.. slots];
    }

    /// <summary>Number of features.</summary>
    public int FeatureCount => _thresholds.Length;

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Length of the feature vector of a model trained on these features.</summary>
    public int SlotCount { get; }

    /// <summary>
    /// Cuts each column at its quantiles and codes it. A column with no more distinct values than bins gets one bin for
    /// each; a value frequent enough to fill a bin gets its own. Thresholds lie midway between neighbouring values.
    /// A categorical column gets a bin for each category.
    /// </summary>
    /// <param name="columns">One column a feature, all of the same length; finite or NaN for missing.</param>
    /// <param name="maxBins">Value bins per feature, 2 to 255.</param>
    /// <param name="threads">Threads used, at least 1; the result is the same for any number.</param>
    /// <param name="categories">
    /// Per column: the number k of categories, 1 to 255, of a categorical column, whose values are 0 to k - 1 or NaN for none of
    /// them; 0 for a numeric column. Empty if all are numeric.
    /// </param>
    /// <param name="weights">
    /// What each row counts for the quantiles, finite and at least 0: usually its weight in training. Empty for 1 everywhere.
    /// </param>
    /// <param name="cancellationToken">Checked before each column.</param>
    /// <exception cref="ArgumentException">No columns, lengths differ, or a value is infinite or no category.</exception>
    public static FeatureBins Build(
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        int maxBins = MaxValueBins,
        int threads = 1,
        ImmutableArray<int> categories = default,
        ReadOnlyMemory<double> weights = default,
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
        var kinds = CheckCategories(categories, columns.Count);
        CheckWeights(weights.Span, rows);
        var thresholds = new float[columns.Count][];
        var codes = new byte[columns.Count][];
        Crew(threads, cancellationToken)
            .Run(
                columns.Count,
                feature =>
                {
                    var column = columns[feature].Span;
                    CheckValues(column, feature, kinds[feature]);
                    thresholds[feature] =
                        kinds[feature] > 0
                            ? CategoryLimits(kinds[feature])
                            : QuantileCuts.Find(column, weights.Span, maxBins);
                    codes[feature] = BinCoder.Encode(column, thresholds[feature]);
                }
            );
        return new FeatureBins([.. thresholds], kinds, codes, rows);
    }

    /// <summary>Codes other rows of the same features with the cuts of this object.</summary>
    /// <param name="columns">One column a feature, all of the same length; finite or NaN for missing.</param>
    /// <param name="threads">Threads used, at least 1.</param>
    /// <param name="cancellationToken">Checked before each column.</param>
    /// <exception cref="ArgumentException">Another number of columns, lengths differ, or a value is infinite or no category.</exception>
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
                    CheckValues(columns[feature].Span, feature, _categories[feature]);
                    codes[feature] = BinCoder.Encode(columns[feature].Span, _thresholds[feature]);
                }
            );
        return new FeatureBins(_thresholds, _categories, codes, rows);
    }

    /// <summary>The same rows with the given features blanked out: constant, so that no tree can split on them.</summary>
    internal FeatureBins Blank(IReadOnlySet<int> features)
    {
        var zeros = new byte[RowCount];
        var single = new[] { float.MaxValue };
        return new FeatureBins(
            [.. _thresholds.Select((t, f) => features.Contains(f) ? single : t)],
            [.. _categories.Select((k, f) => features.Contains(f) ? 0 : k)],
            [.. _codes.Select((c, f) => features.Contains(f) ? zeros : c)],
            RowCount
        );
    }

    /// <summary>
    /// The upper limit of each value bin, ascending; the last is <see cref="float.MaxValue"/>. Its length is the number
    /// of value bins, at least 1.
    /// </summary>
    public ReadOnlySpan<float> Thresholds(int feature) => _thresholds[feature];

    /// <summary>The bin of each row: 0 to the number of value bins - 1, or <see cref="MissingCode"/>.</summary>
    public ReadOnlySpan<byte> Codes(int feature) => _codes[feature];

    /// <summary>Whether a feature was declared categorical; its bins are its categories then.</summary>
    public bool IsCategorical(int feature) => _categories[feature] > 0;

    /// <summary>Index of the first, or only, slot of a feature in the feature vector of a model.</summary>
    public int FirstSlot(int feature) => _firstSlots[feature];

    /// <summary>Whether all rows have the same code.</summary>
    internal bool IsConstant(int feature) =>
        RowCount == 0 || !Codes(feature).ContainsAnyExcept(Codes(feature)[0]);

    /// <summary>Whether both were cut at the same thresholds.</summary>
    internal bool HasSameCutsAs(FeatureBins other) =>
        _thresholds.Length == other._thresholds.Length
        && _categories.AsSpan().SequenceEqual(other._categories.AsSpan())
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

    private static ImmutableArray<int> CheckCategories(ImmutableArray<int> categories, int columns)
    {
        if (categories.IsDefaultOrEmpty)
            return [.. new int[columns]];
        if (categories.Length != columns)
            throw new ArgumentException(
                $"{categories.Length} numbers of categories for {columns} columns",
                nameof(categories)
            );
        var column = categories.AsSpan().IndexOfAnyExceptInRange(0, MaxValueBins);
        if (column >= 0)
            throw new ArgumentException(
                $"column {column} has {categories[column]} categories; 1 to {MaxValueBins} are possible, 0 for a numeric column",
                nameof(categories)
            );
        return categories;
    }

    private static void CheckWeights(ReadOnlySpan<double> weights, int rows)
    {
        if (!weights.IsEmpty && weights.Length != rows)
            throw new ArgumentException(
                $"{weights.Length} weights for {rows} rows",
                nameof(weights)
            );
        for (var row = 0; row < weights.Length; row++)
        {
            if (!double.IsFinite(weights[row]) || weights[row] < 0)
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"weights: row {row + 1} holds {weights[row]}; a finite number of at least 0 is needed"
                    ),
                    nameof(weights)
                );
        }
    }

    /// <summary>Limits that give each category the bin of its number.</summary>
    private static float[] CategoryLimits(int categories)
    {
        var limits = new float[categories];
        for (var category = 0; category < categories - 1; category++)
            limits[category] = category + 0.5f;
        limits[^1] = float.MaxValue;
        return limits;
    }

    private static void CheckValues(ReadOnlySpan<float> column, int feature, int categories)
    {
        var row = column.IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);
        if (row >= 0)
            throw Refusal("values must be finite, or NaN for missing", column[row]);
        for (row = 0; categories > 0 && row < column.Length; row++)
        {
            var value = column[row];
            if (
                !float.IsNaN(value) && !(float.IsInteger(value) && value >= 0 && value < categories)
            )
                throw Refusal($"categories are 0 to {categories - 1}, or NaN for none", value);
        }

        ArgumentException Refusal(string expected, float value) =>
            new(
                FormattableString.Invariant(
                    $"column {feature} holds {value} in row {row + 1}; {expected}"
                ),
                nameof(column)
            );
    }
}
