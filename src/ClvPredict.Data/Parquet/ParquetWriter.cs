using System.Collections.Immutable;
using ClvPredict.Data.Parquet.Writing;

namespace ClvPredict.Data.Parquet;

/// <summary>
/// Writes a flat table as a Parquet file, row by row: one value a column in the order of the columns, then
/// <see cref="EndRow"/>; after the last row <see cref="Complete"/>. A row group at a time is held in memory. The same rows give
/// the same bytes. Not thread-safe. The stream stays open, and without <see cref="Complete"/> it holds no usable file.
/// </summary>
public sealed class ParquetWriter
{
    private const long MaxTextPerGroup = 1L << 28;
    private const int MaxRowsPerGroup = 10_000_000;
    private const int DayNumberOf1970 = 719_162;

    private readonly ParquetFileLayout _layout;
    private readonly ColumnBuffer[] _columns;
    private readonly int _rowsPerGroup;
    private int _field;
    private int _rows;
    private long _textBytes;
    private bool _isComplete;

    /// <summary>Starts a file at the stream's position, which must be its beginning.</summary>
    /// <param name="stream">Receives the file; need not be seekable.</param>
    /// <param name="columns">The columns, at least one, with different names.</param>
    /// <param name="options">The layout; null means the defaults.</param>
    /// <exception cref="ArgumentException">There is no column, a name is empty or occurs twice, or an option is out of its
    /// range.</exception>
    public ParquetWriter(
        Stream stream,
        ImmutableArray<ParquetWriteColumn> columns,
        ParquetWriteOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new ParquetWriteOptions();
        if (options.RowsPerGroup is < 1 or > MaxRowsPerGroup)
            throw new ArgumentException(
                $"RowsPerGroup is {options.RowsPerGroup}, allowed are 1 to {MaxRowsPerGroup}"
            );
        CheckColumns(columns);
        _rowsPerGroup = options.RowsPerGroup;
        _columns = new ColumnBuffer[columns.Length];
        for (var i = 0; i < _columns.Length; i++)
            _columns[i] =
                columns[i].Type == ParquetWriteType.Text
                    ? new TextBuffer(columns[i])
                    : new NumberBuffer(columns[i]);
        _layout = new ParquetFileLayout(stream, columns, options.IsCompressed);
    }

    /// <summary>The next value of the row as text; empty text is a value, not null.</summary>
    /// <exception cref="InvalidOperationException">The row is full or the column is not of type Text.</exception>
    public void Write(ReadOnlySpan<char> value)
    {
        if (Next() is not TextBuffer column)
            throw WrongType("text");
        _textBytes += column.Add(value);
    }

    /// <summary>The next value of the row as a whole number.</summary>
    /// <exception cref="InvalidOperationException">The row is full or the column is not of type Int32 or Int64.</exception>
    /// <exception cref="OverflowException">The column is of type Int32 and the value outside 32 bits.</exception>
    public void Write(long value)
    {
        var column = Number("a whole number");
        if (column.Type == ParquetWriteType.Int32)
            column.AddInt32(checked((int)value));
        else if (column.Type == ParquetWriteType.Int64)
            column.AddInt64(value);
        else
            throw WrongType("a whole number");
    }

    /// <summary>The next value of the row as a double; NaN is null in a nullable column.</summary>
    /// <exception cref="InvalidOperationException">The row is full or the column is not of type Double.</exception>
    public void Write(double value)
    {
        var column = Number("a double");
        if (column.Type != ParquetWriteType.Double)
            throw WrongType("a double");
        if (double.IsNaN(value) && column.IsNullable)
            column.AddNull();
        else
            column.AddDouble(value);
    }

    /// <summary>The next value of the row as a float; NaN is null in a nullable column.</summary>
    /// <exception cref="InvalidOperationException">The row is full or the column is not of type Float.</exception>
    public void Write(float value)
    {
        var column = Number("a float");
        if (column.Type != ParquetWriteType.Float)
            throw WrongType("a float");
        if (float.IsNaN(value) && column.IsNullable)
            column.AddNull();
        else
            column.AddSingle(value);
    }

    /// <summary>The next value of the row as a boolean.</summary>
    /// <exception cref="InvalidOperationException">The row is full or the column is not of type Boolean.</exception>
    public void Write(bool value)
    {
        var column = Number("a boolean");
        if (column.Type != ParquetWriteType.Boolean)
            throw WrongType("a boolean");
        column.AddBoolean(value);
    }

    /// <summary>The next value of the row as a day.</summary>
    /// <exception cref="InvalidOperationException">The row is full or the column is not of type Date.</exception>
    public void Write(DateOnly value)
    {
        var column = Number("a day");
        if (column.Type != ParquetWriteType.Date)
            throw WrongType("a day");
        column.AddInt32(value.DayNumber - DayNumberOf1970);
    }

    /// <summary>The next value of the row is null.</summary>
    /// <exception cref="InvalidOperationException">The row is full or the column is not nullable.</exception>
    public void WriteNull()
    {
        var column = Next();
        if (!column.IsNullable)
            throw WrongType("null");
        column.AddNull();
    }

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">Not every column has got its value.</exception>
    public void EndRow()
    {
        if (_field != _columns.Length)
            throw new InvalidOperationException(
                $"the row has {_field} values, but the table has {_columns.Length} columns"
            );
        _field = 0;
        if (++_rows == _rowsPerGroup || _textBytes > MaxTextPerGroup)
            WriteGroup();
    }

    /// <summary>Writes what is left and the footer. Nothing can be written afterwards.</summary>
    /// <exception cref="InvalidOperationException">A row was begun but not ended, or the file is complete already.</exception>
    public void Complete()
    {
        if (_field != 0 || _isComplete)
            throw new InvalidOperationException("a row was not ended, or the file is complete");
        if (_rows > 0)
            WriteGroup();
        _layout.WriteFooter();
        _isComplete = true;
    }

    private static void CheckColumns(ImmutableArray<ParquetWriteColumn> columns)
    {
        if (columns.IsDefaultOrEmpty)
            throw new ArgumentException("a Parquet file needs at least one column");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.Name.Length == 0 || !names.Add(column.Name))
                throw new ArgumentException(
                    $"the column name '{column.Name}' is empty or occurs twice"
                );
        }
    }

    private void WriteGroup()
    {
        _layout.WriteRowGroup(_columns, _rows);
        _rows = 0;
        _textBytes = 0;
    }

    private ColumnBuffer Next()
    {
        if (_field == _columns.Length || _isComplete)
            throw new InvalidOperationException(
                $"a row has {_columns.Length} values; end it before the next one"
            );
        return _columns[_field++];
    }

    private NumberBuffer Number(string what) => Next() as NumberBuffer ?? throw WrongType(what);

    private InvalidOperationException WrongType(string what)
    {
        var column = _columns[--_field];
        return new InvalidOperationException(
            $"column '{column.Name}' is of type {column.Type}{(column.IsNullable ? "" : " and not nullable")}, {what} does not fit"
        );
    }
}
