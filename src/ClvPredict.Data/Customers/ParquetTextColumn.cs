using System.Buffers.Text;
using System.Globalization;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Customers;

/// <summary>One Parquet column read value by value, as text: numbers with all their digits, dates and timestamps in ISO 8601
/// to the second, true and false.</summary>
internal sealed class ParquetTextColumn(ParquetColumn column) : IDisposable
{
    private const int BatchSize = 1024;
    private static readonly DateTime s_epoch = DateTime.UnixEpoch;

    private readonly byte[] _text = new byte[64];
    private readonly int[] _indexes = new int[BatchSize];
    private readonly long[] _integers = new long[BatchSize];
    private readonly double[] _numbers = new double[BatchSize];
    private readonly bool[] _isNull = new bool[BatchSize];
    private ParquetColumnReader? _reader;
    private int _count;
    private int _place = -1;
    private int _length;

    private bool IsText => column.Kind is ParquetKind.Text or ParquetKind.Uuid or ParquetKind.Bytes;

    private bool IsNumber => column.Kind is ParquetKind.FloatingPoint or ParquetKind.Decimal;

    /// <summary>The present value; empty where null.</summary>
    public ReadOnlySpan<byte> Text =>
        !IsText ? _text.AsSpan(0, _length)
        : _indexes[_place] < 0 ? []
        : _reader!.Values[_indexes[_place]];

    /// <summary>Goes to the start of a row group; the reader is disposed here.</summary>
    public void Open(ParquetColumnReader reader)
    {
        _reader?.Dispose();
        _reader = reader;
        (_count, _place) = (0, -1);
    }

    /// <summary>Moves to the next value, of which the row group has one more.</summary>
    public void Next()
    {
        if (++_place == _count)
        {
            _place = 0;
            _count = ReadBatch(_reader!);
        }
        if (!IsText)
            _length = _isNull[_place] ? 0 : Format();
    }

    public void Dispose() => _reader?.Dispose();

    private int ReadBatch(ParquetColumnReader reader) =>
        IsText ? reader.ReadIndexes(_indexes)
        : IsNumber ? reader.ReadDouble(_numbers, _isNull)
        : reader.ReadInt64(_integers, _isNull);

    private int Format()
    {
        var written = 0;
        var isWritten = column.Kind switch
        {
            ParquetKind.FloatingPoint or ParquetKind.Decimal => double.IsNaN(_numbers[_place])
                || Utf8Formatter.TryFormat(_numbers[_place], _text, out written),
            ParquetKind.Boolean => Utf8Formatter.TryFormat(
                _integers[_place] != 0,
                _text,
                out written,
                'l'
            ),
            ParquetKind.Date => s_epoch
                .AddDays(_integers[_place])
                .TryFormat(_text, out written, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            ParquetKind.Timestamp => s_epoch
                .AddSeconds(Math.Floor((double)_integers[_place] / column.UnitsPerSecond))
                .TryFormat(_text, out written, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            _ => Utf8Formatter.TryFormat(_integers[_place], _text, out written),
        };
        return isWritten
            ? written
            : throw new OrderDataException($"The column {column.Path} holds a value out of range.");
    }
}
