using System.Buffers;
using System.Text;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Writing;

/// <summary>Writes the Thrift compact protocol. Fields of a struct must come in the order of their numbers.</summary>
internal sealed class ThriftWriter
{
    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly Stack<int> _outerFields = new();
    private int _lastField;

    internal ReadOnlySpan<byte> Content => _content.WrittenSpan;

    /// <summary>Forgets what was written.</summary>
    internal void Clear() => _content.ResetWrittenCount();

    internal void Int32(int field, int value)
    {
        Header(field, ThriftType.Int32);
        ZigZag(value);
    }

    internal void Int64(int field, long value)
    {
        Header(field, ThriftType.Int64);
        ZigZag(value);
    }

    internal void Bool(int field, bool value) =>
        Header(field, value ? ThriftType.True : ThriftType.False);

    internal void Text(int field, string value) => Binary(field, Encoding.UTF8.GetBytes(value));

    internal void Binary(int field, ReadOnlySpan<byte> value)
    {
        Header(field, ThriftType.Binary);
        Binary(value);
    }

    /// <summary>An element of a list of texts.</summary>
    internal void Text(string element) => Binary(Encoding.UTF8.GetBytes(element));

    /// <summary>An element of a list of numbers.</summary>
    internal void Int32(int element) => ZigZag(element);

    internal void BeginList(int field, ThriftType elements, int count)
    {
        Header(field, ThriftType.List);
        if (count < 15)
            Byte((byte)((count << 4) | (int)elements));
        else
        {
            Byte((byte)(0xF0 | (int)elements));
            Varint((ulong)count);
        }
    }

    internal void BeginStruct(int field)
    {
        Header(field, ThriftType.Struct);
        BeginStruct();
    }

    /// <summary>Begins the outermost struct, or one that is an element of a list.</summary>
    internal void BeginStruct()
    {
        _outerFields.Push(_lastField);
        _lastField = 0;
    }

    internal void EndStruct()
    {
        Byte(0);
        _lastField = _outerFields.Pop();
    }

    private void Header(int field, ThriftType type)
    {
        var step = field - _lastField;
        _lastField = field;
        Byte((byte)((step << 4) | (int)type));
    }

    private void Binary(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        _content.Write(value);
    }

    private void ZigZag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _content.GetSpan(1)[0] = value;
        _content.Advance(1);
    }
}
