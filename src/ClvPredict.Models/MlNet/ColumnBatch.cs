using System.Globalization;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// Columns of equal length on which a chain works: the caller sets input columns, the chain adds its own. A column set
/// again hides the earlier one. Not safe for concurrent use.
/// </summary>
/// <param name="rowCount">Number of rows, at least 0.</param>
public sealed class ColumnBatch(int rowCount)
{
    private readonly Dictionary<string, Column> _columns = new(StringComparer.Ordinal);

    /// <summary>Number of rows.</summary>
    public int RowCount { get; } =
        rowCount >= 0
            ? rowCount
            : throw new ArgumentOutOfRangeException(nameof(rowCount), rowCount, "At least 0.");

    /// <summary>Whether there is a column of this name.</summary>
    public bool Contains(string name) => _columns.ContainsKey(name);

    /// <summary>Sets a column of numbers, NaN where missing. The values are not copied.</summary>
    /// <exception cref="ArgumentException">There is not one value per row.</exception>
    public void SetNumbers(string name, ReadOnlyMemory<float> values) =>
        Set(
            name,
            new Column(ColumnKind.Number, 1, values, default, default),
            values.Length,
            RowCount
        );

    /// <summary>Sets a column of vectors, (rows, <paramref name="width"/>) row by row. The values are not copied.</summary>
    /// <exception cref="ArgumentException">There is not one vector per row.</exception>
    public void SetVectors(string name, int width, ReadOnlyMemory<float> rowMajor) =>
        Set(
            name,
            new Column(ColumnKind.Vector, width, rowMajor, default, default),
            rowMajor.Length,
            (long)RowCount * width
        );

    /// <summary>Sets a column of text, null or empty where missing. The values are not copied.</summary>
    /// <exception cref="ArgumentException">There is not one text per row.</exception>
    public void SetText(string name, ReadOnlyMemory<string?> values) =>
        Set(
            name,
            new Column(ColumnKind.Text, 1, default, values, default),
            values.Length,
            RowCount
        );

    /// <summary>The numbers of a column.</summary>
    /// <exception cref="ArgumentException">There is no such column or it is of another kind.</exception>
    public ReadOnlySpan<float> Numbers(string name) => NumberMemory(name).Span;

    /// <summary>The vectors of a column, row by row.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="width">Length of each vector.</param>
    /// <exception cref="ArgumentException">There is no such column or it is of another kind.</exception>
    public ReadOnlySpan<float> Vectors(string name, out int width)
    {
        var column = Get(name, ColumnKind.Vector);
        width = column.Width;
        return column.Values.Span;
    }

    /// <summary>Kind and width of a column, null where there is none.</summary>
    internal ModelColumn? Find(string name) =>
        _columns.TryGetValue(name, out var column)
            ? new ModelColumn(name, column.Kind, column.Width)
            : null;

    internal ReadOnlyMemory<float> NumberMemory(string name) => Get(name, ColumnKind.Number).Values;

    internal ReadOnlyMemory<float> VectorMemory(string name, int width)
    {
        var column = Get(name, ColumnKind.Vector);
        return column.Width == width
            ? column.Values
            : throw Fault(
                $"Column '{name}' has vectors of {column.Width} where {width} are expected.",
                nameof(name)
            );
    }

    internal ReadOnlySpan<string?> Text(string name) => Get(name, ColumnKind.Text).Texts.Span;

    internal ReadOnlySpan<int> Keys(string name, out int count)
    {
        var column = Get(name, ColumnKind.Key);
        count = column.Width;
        return column.Keys.Span;
    }

    internal void SetKeys(string name, int count, int[] keys) =>
        _columns[name] = new Column(ColumnKind.Key, count, default, default, keys);

    internal void Copy(ColumnPair pair) => _columns[pair.Output] = _columns[pair.Input];

    /// <summary>An array for a new column of vectors.</summary>
    internal float[] NewVectors(int width) =>
        (long)RowCount * width <= Array.MaxLength
            ? new float[RowCount * width]
            : throw Fault(
                $"{RowCount} rows of {width} values are too many for one batch; score fewer rows at a time.",
                nameof(width)
            );

    private Column Get(string name, ColumnKind kind)
    {
        if (!_columns.TryGetValue(name, out var column))
            throw Fault($"Column '{name}' is missing.", nameof(name));
        return column.Kind == kind
            ? column
            : throw Fault(
                $"Column '{name}' is {column.Kind} where {kind} is expected.",
                nameof(name)
            );
    }

    private void Set(string name, Column column, int length, long expected)
    {
        if (length != expected)
            throw Fault(
                $"Column '{name}' has {length} values where {expected} are expected.",
                nameof(name)
            );
        _columns[name] = column;
    }

    private static ArgumentException Fault(FormattableString text, string name) =>
        new(text.ToString(CultureInfo.InvariantCulture), name);

    private sealed record Column(
        ColumnKind Kind,
        int Width,
        ReadOnlyMemory<float> Values,
        ReadOnlyMemory<string?> Texts,
        ReadOnlyMemory<int> Keys
    );
}
