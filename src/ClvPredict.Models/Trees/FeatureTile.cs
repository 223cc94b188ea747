namespace ClvPredict.Models.Trees;

/// <summary>
/// A block of rows laid out by feature: the value of feature f in row r is at <c>Values[f * Rows + r]</c>; derived
/// features follow those of the rows. Small enough for the first-level cache. Default: empty, not in use.
/// </summary>
/// <param name="values">Room for all features, derived ones included.</param>
/// <param name="width">Number of features of a row.</param>
/// <param name="derived">What is computed from them.</param>
internal readonly ref struct FeatureTile(
    Span<float> values,
    int width,
    ReadOnlySpan<DerivedFeature> derived
)
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 64;

    private readonly ReadOnlySpan<DerivedFeature> _derived = derived;

    /// <summary>The values, feature by feature.</summary>
    public Span<float> Values { get; } = values;

    /// <summary>Takes up to <see cref="Rows"/> rows, stored one after the other.</summary>
    public void FillRows(ReadOnlySpan<float> rowMajor, int rows)
    {
        for (int r = 0; r < rows; r++)
        {
            var row = rowMajor.Slice(r * width, width);
            var to = Values[r..];
            for (int f = 0; f < row.Length; f++)
                to[f * Rows] = row[f];
        }
        Derive(rows);
    }

    /// <summary>Takes up to <see cref="Rows"/> rows from columns.</summary>
    public void FillColumns(ReadOnlySpan<ReadOnlyMemory<float>> columns, int start, int rows)
    {
        for (int f = 0; f < columns.Length; f++)
            columns[f].Span.Slice(start, rows).CopyTo(Values[(f * Rows)..]);
        Derive(rows);
    }

    private void Derive(int rows)
    {
        for (int d = 0; d < _derived.Length; d++)
        {
            var column = Values.Slice((width + d) * Rows, Rows);
            for (int r = 0; r < rows; r++)
                column[r] = _derived[d].Of(Values[r..], Rows);
        }
    }
}
