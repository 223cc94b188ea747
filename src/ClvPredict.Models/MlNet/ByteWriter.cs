using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace ClvPredict.Models.MlNet;

/// <summary>Writes little-endian values, the mirror of <see cref="ByteReader"/>.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Length => _bytes.WrittenCount;

    public void Byte(byte value) => _bytes.Write([value]);

    public void Int32(int value) => Value(value);

    public void UInt32(uint value) => Value(value);

    public void Int64(long value) => Value(value);

    public void UInt64(ulong value) => Value(value);

    public void Single(float value) => Value(value);

    public void Double(double value) => Value(value);

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Zeros(int count) => Bytes(new byte[count]);

    /// <summary>The values without their number.</summary>
    public void Values<T>(ImmutableArray<T> values)
        where T : unmanaged => Bytes(MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>The number of values, then the values.</summary>
    public void Array<T>(ImmutableArray<T> values)
        where T : unmanaged
    {
        Int32(values.Length);
        Values(values);
    }

    public void Leb128(int value)
    {
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
            Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Utf8Text(string text)
    {
        Leb128(Encoding.UTF8.GetByteCount(text));
        Bytes(Encoding.UTF8.GetBytes(text));
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void Value<T>(T value)
        where T : unmanaged => Bytes(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
}
