namespace ClvPredict.Training.Boosting;

/// <summary>Rows to train or validate on: binned features, labels, and optionally weights and starting scores.</summary>
public sealed class BoostingData
{
    /// <summary>Brings the columns together; they are kept, not copied.</summary>
    /// <param name="features">The binned features.</param>
    /// <param name="labels">What is to be predicted, one finite value a row.</param>
    /// <param name="weights">One finite value of at least 0 a row, not all 0; empty for 1 everywhere.</param>
    /// <param name="offset">
    /// The raw score (log odds, log mean, or the mean itself, as the objective has it) that each row starts from,
    /// finite; empty for 0 everywhere. The trees learn what it misses.
    /// </param>
    /// <exception cref="ArgumentException">A length differs from the number of rows, or a value is not allowed.</exception>
    public BoostingData(
        FeatureBins features,
        ReadOnlyMemory<double> labels,
        ReadOnlyMemory<double> weights = default,
        ReadOnlyMemory<double> offset = default
    )
    {
        ArgumentNullException.ThrowIfNull(features);
        Features = features;
        Labels = labels;
        Weights = weights;
        Offset = offset;
        if (RowCount == 0)
            throw new ArgumentException("no rows: at least one is needed", nameof(features));
        Check(nameof(labels), labels.Span, optional: false, smallest: double.MinValue);
        Check(nameof(weights), weights.Span, optional: true, smallest: 0);
        Check(nameof(offset), offset.Span, optional: true, smallest: double.MinValue);
        if (!weights.IsEmpty && weights.Span.IndexOfAnyExcept(0.0) < 0)
            throw new ArgumentException(
                "all weights are 0: at least one must be above 0",
                nameof(weights)
            );
    }

    /// <summary>The binned features.</summary>
    public FeatureBins Features { get; }

    /// <summary>One label a row.</summary>
    public ReadOnlyMemory<double> Labels { get; }

    /// <summary>One weight a row, or empty for 1 everywhere.</summary>
    public ReadOnlyMemory<double> Weights { get; }

    /// <summary>The raw score each row starts from, or empty for 0 everywhere.</summary>
    public ReadOnlyMemory<double> Offset { get; }

    /// <summary>Number of rows, at least 1.</summary>
    public int RowCount => Features.RowCount;

    private void Check(string name, ReadOnlySpan<double> values, bool optional, double smallest)
    {
        if (optional && values.IsEmpty)
            return;
        if (values.Length != RowCount)
            throw new ArgumentException(
                $"{values.Length} {name} for {RowCount} rows of features",
                name
            );
        for (var row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row]) || values[row] < smallest)
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"{name}: row {row + 1} holds {values[row]}; a finite number is needed{(smallest == 0 ? " of at least 0" : "")}"
                    ),
                    name
                );
        }
    }
}
