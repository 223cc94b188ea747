using System.Buffers;
using System.Buffers.Binary;

namespace ClvPredict.Data.Parquet.Writing;

/// <summary>Numbers, booleans and days, in the plain encoding.</summary>
internal sealed class NumberBuffer(ParquetWriteColumn column) : ColumnBuffer(column)
{
    private readonly ArrayBufferWriter<byte> _values = new();
    private int _bits;
    private int _bitCount;
    private long _minInteger = long.MaxValue;
    private long _maxInteger = long.MinValue;
    private double _minDouble = double.PositiveInfinity;
    private double _maxDouble = double.NegativeInfinity;
    private bool _hasDoubles;

    internal void AddInt32(int value)
    {
        Bound(value);
        BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);
    }

    internal void AddInt64(long value)
    {
        Bound(value);
        BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);
    }

    internal void AddSingle(float value)
    {
        Bound((double)value);
        BinaryPrimitives.WriteSingleLittleEndian(Take(sizeof(float)), value);
    }

    internal void AddDouble(double value)
    {
        Bound(value);
        BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);
    }

    internal void AddBoolean(bool value)
    {
        Bound(value ? 1 : 0);
        AddLevel(1);
        _bits |= (value ? 1 : 0) << _bitCount;
        if (++_bitCount == 8)
            FlushBits();
    }

    internal override int WriteDictionary(ArrayBufferWriter<byte> target) => 0;

    internal override void WriteValues(ArrayBufferWriter<byte> target)
    {
        if (_bitCount > 0)
            FlushBits();
        target.Write(_values.WrittenSpan);
    }

    internal override (byte[] Min, byte[] Max) Bounds() =>
        Type switch
        {
            // The format wants zeros as -0 below and +0 above, so that both signs are inside.
            ParquetWriteType.Float when _hasDoubles => (
                BitConverter.GetBytes((float)(_minDouble == 0 ? -0.0 : _minDouble)),
                BitConverter.GetBytes((float)(_maxDouble == 0 ? 0.0 : _maxDouble))
            ),
            ParquetWriteType.Double when _hasDoubles => (
                BitConverter.GetBytes(_minDouble == 0 ? -0.0 : _minDouble),
                BitConverter.GetBytes(_maxDouble == 0 ? 0.0 : _maxDouble)
            ),
            _ when _minInteger > _maxInteger => ([], []),
            ParquetWriteType.Boolean => ([(byte)_minInteger], [(byte)_maxInteger]),
            ParquetWriteType.Int64 => (
                BitConverter.GetBytes(_minInteger),
                BitConverter.GetBytes(_maxInteger)
            ),
            _ => (BitConverter.GetBytes((int)_minInteger), BitConverter.GetBytes((int)_maxInteger)),
        };

    internal override void Clear()
    {
        base.Clear();
        _values.ResetWrittenCount();
        (_minInteger, _maxInteger) = (long.MaxValue, long.MinValue);
        (_minDouble, _maxDouble) = (double.PositiveInfinity, double.NegativeInfinity);
        _hasDoubles = false;
    }

    private void FlushBits()
    {
        _values.GetSpan(1)[0] = (byte)_bits;
        _values.Advance(1);
        _bits = _bitCount = 0;
    }

    private Span<byte> Take(int size)
    {
        AddLevel(1);
        var span = _values.GetSpan(size)[..size];
        _values.Advance(size);
        return span;
    }

    private void Bound(long value)
    {
        _minInteger = Math.Min(_minInteger, value);
        _maxInteger = Math.Max(_maxInteger, value);
    }

    private void Bound(double value)
    {
        if (double.IsNaN(value))
            return;
        _hasDoubles = true;
        _minDouble = Math.Min(_minDouble, value);
        _maxDouble = Math.Max(_maxDouble, value);
    }
}
