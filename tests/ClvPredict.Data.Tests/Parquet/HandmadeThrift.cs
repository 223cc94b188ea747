using System.Text;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>A Thrift compact struct put together field by field, with full field headers instead of steps; written apart
/// from the reader and writer under test.</summary>
internal sealed class HandmadeThrift
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes, 0];

    public HandmadeThrift I32(int id, long value) => Head(id, 5).ZigZag(value);

    public HandmadeThrift I64(int id, long value) => Head(id, 6).ZigZag(value);

    public HandmadeThrift I8(int id, sbyte value)
    {
        Head(id, 3)._bytes.Add((byte)value);
        return this;
    }

    public HandmadeThrift Bool(int id, bool value) => Head(id, value ? (byte)1 : (byte)2);

    public HandmadeThrift Text(int id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    public HandmadeThrift Binary(int id, params byte[] value)
    {
        Head(id, 8).Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public HandmadeThrift Struct(int id, HandmadeThrift value)
    {
        Head(id, 12)._bytes.AddRange(value.Bytes);
        return this;
    }

    public HandmadeThrift Structs(int id, params HandmadeThrift[] values)
    {
        Head(id, 9)._bytes.Add(0xFC);
        Varint((ulong)values.Length);
        foreach (var value in values)
            _bytes.AddRange(value.Bytes);
        return this;
    }

    public HandmadeThrift Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    private HandmadeThrift Head(int id, byte type)
    {
        _bytes.Add(type);
        return ZigZag(id);
    }

    private HandmadeThrift ZigZag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    private HandmadeThrift Varint(ulong value)
    {
        for (; value >= 128; value >>= 7)
            _bytes.Add((byte)(value | 128));
        _bytes.Add((byte)value);
        return this;
    }
}
