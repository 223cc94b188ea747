using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Whole numbers, booleans and legacy timestamps one after the other, widened to 64 bits.</summary>
internal sealed class PlainIntegerDecoder(ParquetColumn column, PageBytes page) : ValueDecoder<long>
{
    private const int JulianDayOfEpoch = 2_440_588;
    private const long MicrosecondsPerDay = 86_400_000_000;
    private const long MaxDays = long.MaxValue / MicrosecondsPerDay - 1;

    private readonly bool _isSigned = column.IsSigned;
    private int _position = page.Start;
    private long _bit = page.Start * 8L;

    internal override void Decode(Span<long> target)
    {
        switch (column.PhysicalType)
        {
            case ParquetPhysicalType.Boolean:
                DecodeBooleans(target);
                break;
            case ParquetPhysicalType.Int32:
                var narrow = MemoryMarshal.Cast<byte, int>(Take(target.Length, sizeof(int)));
                if (_isSigned)
                    Widen(narrow, target);
                else
                    WidenUnsigned(narrow, target);
                break;
            case ParquetPhysicalType.Int64:
                Take(target.Length, sizeof(long)).CopyTo(MemoryMarshal.AsBytes(target));
                break;
            default:
                DecodeTimestamps(Take(target.Length, 12), target);
                break;
        }
    }

    internal static void Widen(ReadOnlySpan<int> source, Span<long> target)
    {
        for (var i = 0; i < source.Length && i < target.Length; i++)
            target[i] = source[i];
    }

    internal static void WidenUnsigned(ReadOnlySpan<int> source, Span<long> target)
    {
        for (var i = 0; i < source.Length && i < target.Length; i++)
            target[i] = (uint)source[i];
    }

    private void DecodeBooleans(Span<long> target)
    {
        if (_bit + target.Length > page.End * 8L)
            Fault.Throw("a page has fewer values than it states");
        for (var i = 0; i < target.Length; i++, _bit++)
            target[i] = (page.Buffer[_bit >> 3] >> (int)(_bit & 7)) & 1;
    }

    private static void DecodeTimestamps(ReadOnlySpan<byte> source, Span<long> target)
    {
        for (var i = 0; i < target.Length; i++, source = source[12..])
        {
            var nanoseconds = BinaryPrimitives.ReadInt64LittleEndian(source);
            long days = BinaryPrimitives.ReadInt32LittleEndian(source[8..]) - JulianDayOfEpoch;
            if (Math.Abs(days) > MaxDays)
                Fault.Throw($"a timestamp is {days} days from 1970, outside 64-bit microseconds");
            target[i] = (days * MicrosecondsPerDay) + FloorToMicroseconds(nanoseconds);
        }
    }

    private static long FloorToMicroseconds(long nanoseconds) =>
        (nanoseconds / 1_000) - (nanoseconds % 1_000 < 0 ? 1 : 0);

    private ReadOnlySpan<byte> Take(int count, int size)
    {
        if (count > (page.End - _position) / size)
            Fault.Throw("a page has fewer values than it states");
        var part = page.Buffer.AsSpan(_position, count * size);
        _position += count * size;
        return part;
    }
}
