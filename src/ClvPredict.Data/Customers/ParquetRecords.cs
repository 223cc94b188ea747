using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Customers;

/// <summary>The records of a flat Parquet file; values that are no text are written as text, as CSV would hold them.</summary>
internal sealed class ParquetRecords : RecordSource
{
    private readonly ParquetFile _file;
    private readonly ParquetTextColumn[] _columns;
    private int _group = -1;
    private long _rowsLeft;
    private long _rowNumber;

    public ParquetRecords(string path)
    {
        _file = ParquetFile.Open(path);
        Name = path;
        Columns = [.. _file.Columns.Select(c => c.Path.Trim())];
        _columns = [.. _file.Columns.Select(c => new ParquetTextColumn(c))];
    }

    public override string Name { get; }

    public override IReadOnlyList<string> Columns { get; }

    public override string Place => $"{Name}, row {_rowNumber}";

    public override bool Next()
    {
        while (_rowsLeft == 0)
        {
            if (++_group >= _file.RowGroupCount)
                return false;
            _rowsLeft = _file.RowsOf(_group);
            for (var c = 0; c < _columns.Length; c++)
                _columns[c].Open(_file.OpenColumn(_group, c));
        }
        _rowsLeft--;
        _rowNumber++;
        foreach (var column in _columns)
            column.Next();
        return true;
    }

    public override ReadOnlySpan<byte> Field(int column) => _columns[column].Text.Trim((byte)' ');

    public override TableColumnType? TypeOf(int column)
    {
        var stored = _file.Columns[column];
        return stored.Kind switch
        {
            ParquetKind.Boolean => TableColumnType.Flag,
            ParquetKind.Integer => TableColumnType.Whole,
            ParquetKind.FloatingPoint => stored.PhysicalType == ParquetPhysicalType.Double
                ? TableColumnType.Number64
                : TableColumnType.Number32,
            ParquetKind.Decimal => TableColumnType.Number64,
            ParquetKind.Date => TableColumnType.Day,
            _ => TableColumnType.Text,
        };
    }

    public override void Dispose()
    {
        foreach (var column in _columns)
            column.Dispose();
        _file.Dispose();
    }
}
