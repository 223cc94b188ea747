using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Customers;

/// <summary>The records of a CSV file, plain or gzip, in UTF-8 with a header line.</summary>
internal sealed class CsvRecords : RecordSource
{
    private readonly CsvInput _input;
    private readonly CsvScanner _scanner;

    public CsvRecords(string path)
    {
        Name = path;
        _input = CsvInput.Open(path, () => InputFile.Open(path), separator: null, digest: null);
        _scanner = _input.ScanAll();
        if (!_scanner.Next())
        {
            _input.Dispose();
            throw new OrderDataException($"{path} is empty; expected CSV with a header line.");
        }
        var columns = new string[_scanner.FieldCount];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Encoding.UTF8.GetString(_scanner.Field(i)).Trim();
        Columns = columns;
    }

    public override string Name { get; }

    public override IReadOnlyList<string> Columns { get; }

    public override string Place => $"{Name}, line {_scanner.LineNumber}";

    public override bool Next()
    {
        if (!_scanner.Next())
            return false;
        if (_scanner.Fault != CsvFault.None)
            throw new OrderDataException($"{Place}: a quoted field is broken.");
        if (_scanner.FieldCount != Columns.Count)
            throw new OrderDataException(
                $"{Place}: {_scanner.FieldCount} fields where the header has {Columns.Count}."
            );
        return true;
    }

    public override ReadOnlySpan<byte> Field(int column) => _scanner.Field(column).Trim((byte)' ');

    public override void Dispose() => _input.Dispose();
}
