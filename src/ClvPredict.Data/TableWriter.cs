using System.Globalization;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data;

/// <summary>
/// Writes a flat table row by row, as CSV or as Parquet by the ending of the file's name: one value a column, in the order
/// of the columns, then <see cref="EndRow"/>.
/// </summary>
public sealed class TableWriter
{
    private readonly CsvWriter? _csv;
    private readonly ParquetWriter? _parquet;

    private TableWriter(CsvWriter? csv, ParquetWriter? parquet)
    {
        _csv = csv;
        _parquet = parquet;
    }

    /// <summary>Whether a file of this name can be written: .csv or .parquet.</summary>
    public static bool CanWrite(string path) => IsParquet(path) || HasEnding(path, ".csv");

    /// <summary>Writes a whole file; it appears under its name only when complete.</summary>
    /// <param name="path">The file; .parquet is written as Parquet, everything else as CSV with a header.</param>
    /// <param name="columns">The columns, at least one.</param>
    /// <param name="writeRows">Writes the rows.</param>
    /// <param name="rowsPerGroup">Rows of a row group in Parquet, which who reads the file row by row has in memory.</param>
    public static void Write(
        string path,
        IReadOnlyList<TableColumn> columns,
        Action<TableWriter> writeRows,
        int rowsPerGroup = 100_000
    )
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(writeRows);
        AtomicFile.Write(
            path,
            stream =>
            {
                if (IsParquet(path))
                    WriteParquet(stream, columns, writeRows, rowsPerGroup);
                else
                    WriteCsv(stream, columns, writeRows);
            }
        );
    }

    /// <summary>Writes a table as CSV with a header.</summary>
    /// <param name="stream">Where it goes; left open.</param>
    /// <param name="columns">The columns, at least one.</param>
    /// <param name="writeRows">Writes the rows.</param>
    public static void WriteCsv(
        Stream stream,
        IReadOnlyList<TableColumn> columns,
        Action<TableWriter> writeRows
    )
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(writeRows);
        using var csv = new CsvWriter(stream);
        foreach (var column in columns)
            csv.Write(column.Name);
        csv.EndRow();
        writeRows(new TableWriter(csv, null));
    }

    /// <summary>The next value as text.</summary>
    public void Text(ReadOnlySpan<char> value)
    {
        _csv?.Write(value);
        _parquet?.Write(value);
    }

    /// <summary>The next value as float32; NaN is missing.</summary>
    public void Number(float value)
    {
        _csv?.Write(value);
        _parquet?.Write(value);
    }

    /// <summary>The next value as float64; NaN is missing.</summary>
    public void Number(double value)
    {
        _csv?.Write(value);
        _parquet?.Write(value);
    }

    /// <summary>The next value as a whole number; null is missing.</summary>
    public void Whole(long? value)
    {
        if (value is { } number)
        {
            _csv?.Write(number);
            _parquet?.Write(number);
        }
        else
        {
            Missing();
        }
    }

    /// <summary>The next value as true or false; null is missing.</summary>
    public void Flag(bool? value)
    {
        if (value is { } flag)
        {
            _csv?.Write(flag ? "true" : "false");
            _parquet?.Write(flag);
        }
        else
        {
            Missing();
        }
    }

    /// <summary>The next value as a day, yyyy-MM-dd in CSV; null is missing.</summary>
    public void Day(DateOnly? value)
    {
        if (value is { } day)
        {
            _csv?.Write(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            _parquet?.Write(day);
        }
        else
        {
            Missing();
        }
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        _csv?.EndRow();
        _parquet?.EndRow();
    }

    private void Missing()
    {
        _csv?.Write("");
        _parquet?.WriteNull();
    }

    private static void WriteParquet(
        Stream stream,
        IReadOnlyList<TableColumn> columns,
        Action<TableWriter> writeRows,
        int rowsPerGroup
    )
    {
        var parquet = new ParquetWriter(
            stream,
            [.. columns.Select(c => new ParquetWriteColumn(c.Name, TypeOf(c.Type)))],
            new ParquetWriteOptions { RowsPerGroup = rowsPerGroup }
        );
        writeRows(new TableWriter(null, parquet));
        parquet.Complete();
    }

    private static ParquetWriteType TypeOf(TableColumnType type) =>
        type switch
        {
            TableColumnType.Text => ParquetWriteType.Text,
            TableColumnType.Number32 => ParquetWriteType.Float,
            TableColumnType.Number64 => ParquetWriteType.Double,
            TableColumnType.Whole => ParquetWriteType.Int64,
            TableColumnType.Flag => ParquetWriteType.Boolean,
            TableColumnType.Day => ParquetWriteType.Date,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a column type."),
        };

    private static bool IsParquet(string path) => HasEnding(path, ".parquet");

    private static bool HasEnding(string path, string ending) =>
        path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
