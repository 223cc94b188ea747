using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data;

/// <summary>A small CSV file (features, predictions) held as text, cell by cell. For order logs see OrderReader.</summary>
public sealed class CsvTable
{
    private readonly List<string[]> _rows;

    private CsvTable(string[] columns, List<string[]> rows)
    {
        Columns = columns;
        _rows = rows;
    }

    /// <summary>The names in the header line, in file order, without outer spaces.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Number of rows, the header not counted.</summary>
    public int RowCount => _rows.Count;

    /// <summary>The text of a cell, unquoted; empty where the file has nothing.</summary>
    /// <param name="row">Row, counted from zero.</param>
    /// <param name="column">Column, counted from zero.</param>
    public string this[int row, int column] => _rows[row][column];

    /// <summary>Index of a column by its exact name, or -1.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }

    /// <summary>Reads a file, plain or gzip, separated by comma, semicolon, tab or bar, in UTF-8 with a header line.</summary>
    /// <exception cref="OrderDataException">The file is missing, unreadable, empty, no text, has two columns of one name, or
    /// has a row with broken quotes or another number of fields than the header.</exception>
    public static CsvTable Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var input = CsvInput.Open(
            path,
            () => InputFile.Open(path),
            separator: null,
            digest: null
        );
        var scanner = input.ScanAll();
        if (!scanner.Next())
            throw new OrderDataException($"{path} is empty; expected CSV with a header line.");
        var columns = CurrentRow(scanner, path, scanner.FieldCount);
        for (var i = 0; i < columns.Length; i++)
            columns[i] = columns[i].Trim();
        if (columns.Length != columns.Distinct(StringComparer.Ordinal).Count())
            throw new OrderDataException(
                $"{path} has two columns of one name in its header: {string.Join(", ", columns)}."
            );
        var rows = new List<string[]>();
        while (scanner.Next())
            rows.Add(CurrentRow(scanner, path, columns.Length));
        return new CsvTable(columns, rows);
    }

    private static string[] CurrentRow(CsvScanner scanner, string path, int fields)
    {
        if (scanner.Fault != CsvFault.None)
            throw new OrderDataException(
                $"{path}, line {scanner.LineNumber}: a quoted field is broken."
            );
        if (scanner.FieldCount != fields)
        {
            throw new OrderDataException(
                $"{path}, line {scanner.LineNumber}: {scanner.FieldCount} fields where the header has {fields}."
            );
        }
        var cells = new string[fields];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Encoding.UTF8.GetString(scanner.Field(i));
        return cells;
    }
}
