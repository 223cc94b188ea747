using System.Globalization;
using System.Text;
using ClvPredict.Data.Customers;

namespace ClvPredict.Data;

/// <summary>
/// Reads a table row by row, from CSV (also .gz) or Parquet by the ending of its name: what <see cref="TableWriter"/> writes,
/// and what others make in its place. Columns are found by their exact names.
/// </summary>
public sealed class TableReader : IDisposable
{
    private readonly RecordSource _source;

    private TableReader(RecordSource source) => _source = source;

    /// <summary>Where the present row stands, for messages: "file, line 7".</summary>
    public string Place => _source.Place;

    /// <summary>The names of the columns, in the order of the file.</summary>
    public IReadOnlyList<string> Columns => _source.Columns;

    /// <summary>Opens a file before its first row.</summary>
    /// <exception cref="OrderDataException">The file is missing, unreadable, empty, or has two columns of one name.</exception>
    public static TableReader Open(string path) => new(RecordSource.Open(path));

    /// <summary>Index of a column that must be there.</summary>
    /// <exception cref="OrderDataException">There is no such column.</exception>
    public int Require(string column) =>
        Find(column)
        ?? throw new OrderDataException(
            $"{_source.Name} has no column {column}; it has {string.Join(", ", Columns)}."
        );

    /// <summary>Index of a column; null without it.</summary>
    public int? Find(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column, StringComparison.Ordinal))
                return i;
        }
        return null;
    }

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="OrderDataException">The row is broken.</exception>
    public bool Next() => _source.Next();

    /// <summary>The text of a cell of the present row, without outer spaces; empty where missing.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(_source.Field(column));

    /// <summary>The text of a cell in UTF-8, valid until <see cref="Next"/>.</summary>
    internal ReadOnlySpan<byte> Bytes(int column) => _source.Field(column);

    /// <summary>What a column holds by the file's own schema; null in CSV, which has none.</summary>
    internal TableColumnType? TypeOf(int column) => _source.TypeOf(column);

    /// <summary>What to say of a cell of the present row that does not hold what it should.</summary>
    internal OrderDataException Misfit(int column, string wanted)
    {
        var text = Text(column);
        return new OrderDataException(
            $"{Place}: \"{(text.Length > 80 ? text[..80] : text)}\" in the column {Columns[column]} is not {wanted}."
        );
    }

    /// <summary>The finite number in a cell of the present row; NaN where missing.</summary>
    /// <exception cref="OrderDataException">The cell holds something else.</exception>
    public double Number(int column)
    {
        var text = _source.Field(column);
        if (text.IsEmpty)
            return double.NaN;
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? value
            : throw Misfit(column, "a number with a decimal point");
    }

    /// <summary>The finite number in a cell of the present row as float32, exactly as it was written; NaN where missing.</summary>
    /// <exception cref="OrderDataException">The cell holds something else.</exception>
    public float Number32(int column)
    {
        var text = _source.Field(column);
        if (text.IsEmpty)
            return float.NaN;
        return
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && float.IsFinite(value)
            ? value
            : throw Misfit(column, "a number with a decimal point");
    }

    /// <summary>The yes or no in a cell of the present row, written true or false, or 1 or 0.</summary>
    /// <exception cref="OrderDataException">The cell holds something else, or nothing.</exception>
    public bool Flag(int column) =>
        Text(column).ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => throw Misfit(column, "true or false"),
        };

    /// <summary>The day in a cell of the present row, written 2025-01-31.</summary>
    /// <exception cref="OrderDataException">The cell holds something else.</exception>
    public DateOnly Day(int column) => DateOnly.FromDayNumber(CustomerRows.Day(_source, column));

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
