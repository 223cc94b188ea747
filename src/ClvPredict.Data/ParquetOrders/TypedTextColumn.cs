using System.Globalization;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>A column of numbers, dates or yes and no, as the text that they have in CSV.</summary>
internal sealed class TypedTextColumn : TextColumn
{
    private readonly ParquetColumnReader _reader;
    private readonly NumberColumn? _numbers;
    private readonly DateColumn? _dates;
    private readonly long[] _values = [];
    private readonly bool[] _isNull = [];

    internal TypedTextColumn(ParquetColumnReader reader)
    {
        _reader = reader;
        switch (reader.Column.Kind)
        {
            case ParquetKind.FloatingPoint or ParquetKind.Decimal or ParquetKind.Integer:
                _numbers = new NumberColumn(reader);
                break;
            case ParquetKind.Date or ParquetKind.Timestamp:
                _dates = new DateColumn(reader);
                break;
            default:
                _values = new long[RowSlice.MaxRows];
                _isNull = new bool[RowSlice.MaxRows];
                break;
        }
    }

    protected override void ReadRows(Span<int> places)
    {
        Span<byte> text = stackalloc byte[64];
        _numbers?.Read(places.Length);
        _dates?.Read(places.Length);
        if (_values.Length > 0)
            _reader.ReadInt64(_values.AsSpan(0, places.Length), _isNull);
        for (var row = 0; row < places.Length; row++)
        {
            var length = TextOf(row, text);
            places[row] = length == 0 ? PlaceOfNull : Keep(text[..length]);
        }
    }

    protected override void Dispose(bool disposing) => _reader.Dispose();

    private int TextOf(int row, Span<byte> target)
    {
        if (_numbers is not null)
            return _numbers.WriteText(row, target);
        if (_dates is not null)
            return _dates.WriteText(row, target);
        if (_isNull[row])
            return 0;
        // Booleans.
        _values[row].TryFormat(target, out var length, provider: CultureInfo.InvariantCulture);
        return length;
    }
}
