namespace ClvPredict.Data.Parquet.Format;

/// <summary>
/// Reads the Thrift compact protocol. When the bytes end too early it does not throw but turns
/// <see cref="IsExhausted"/>, ends every loop over fields, and returns zeros, so that a caller with more bytes can start over.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> data)
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>More bytes were asked for than there are.</summary>
    internal bool IsExhausted { get; private set; }

    /// <summary>Bytes read so far.</summary>
    internal readonly int Position => _position;

    /// <summary>Goes on to the next field of the current struct; false at its end.</summary>
    internal bool NextField(ref ThriftField field)
    {
        var head = ReadByte();
        if (head == 0 || IsExhausted)
            return false;
        var step = head >> 4;
        var id = step == 0 ? ReadZigZag() : field.Id + step;
        if (id is < short.MinValue or > short.MaxValue)
            Fault.Throw($"a metadata field has the impossible number {id}");
        field = new ThriftField((int)id, (ThriftType)(head & 15));
        return !IsExhausted;
    }

    /// <summary>A whole number of any width that fits into 32 bits.</summary>
    internal int ReadInt32(ThriftField field)
    {
        var value = ReadInt64(field);
        if (value is < int.MinValue or > int.MaxValue)
            Fault.Throw($"metadata field {field.Id} has the value {value}, outside 32 bits");
        return (int)value;
    }

    /// <summary>A whole number of any width.</summary>
    internal long ReadInt64(ThriftField field)
    {
        if (field.Type == ThriftType.Int8)
            return (sbyte)ReadByte();
        if (field.Type is not (ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64))
            field.ThrowType(ThriftType.Int64);
        return ReadZigZag();
    }

    internal ReadOnlySpan<byte> ReadBinary(ThriftField field)
    {
        if (field.Type != ThriftType.Binary)
            field.ThrowType(ThriftType.Binary);
        var length = ReadVarint();
        if (length > (ulong)(_data.Length - _position))
        {
            IsExhausted = true;
            return default;
        }
        var value = _data.Slice(_position, (int)length);
        _position += (int)length;
        return value;
    }

    /// <summary>Header of a list; its count is at most the number of bytes left, since no element is smaller than one.</summary>
    internal int ReadListHeader(ThriftField field, ThriftType elements)
    {
        if (field.Type != ThriftType.List)
            field.ThrowType(ThriftType.List);
        var count = ReadListHeader(out var type);
        if (type != elements && count > 0)
            (field with { Type = type }).ThrowType(elements);
        return count;
    }

    /// <summary>Passes over a value of any type.</summary>
    internal void Skip(ThriftField field) => Skip(field.Type, 0, inCollection: false);

    private void Skip(ThriftType type, int depth, bool inCollection)
    {
        if (depth > MaxDepth)
            Fault.Throw($"metadata is nested deeper than {MaxDepth} levels");
        switch (type)
        {
            case ThriftType.True:
            case ThriftType.False:
                Advance(inCollection ? 1u : 0);
                break;
            case ThriftType.Int8:
                Advance(1);
                break;
            case ThriftType.Int16:
            case ThriftType.Int32:
            case ThriftType.Int64:
                ReadVarint();
                break;
            case ThriftType.Double:
                Advance(8);
                break;
            case ThriftType.Uuid:
                Advance(16);
                break;
            case ThriftType.Binary:
                Advance(ReadVarint());
                break;
            case ThriftType.List:
            case ThriftType.Set:
                var count = ReadListHeader(out var elements);
                for (var i = 0; i < count && !IsExhausted; i++)
                    Skip(elements, depth + 1, inCollection: true);
                break;
            case ThriftType.Map:
                SkipMap(depth);
                break;
            case ThriftType.Struct:
                var field = default(ThriftField);
                while (NextField(ref field))
                    Skip(field.Type, depth + 1, inCollection: false);
                break;
            default:
                Fault.Throw($"metadata has a value of the unknown Thrift type {(int)type}");
                break;
        }
    }

    private void SkipMap(int depth)
    {
        var count = ReadVarint();
        if (count == 0)
            return;
        var types = ReadByte();
        for (ulong i = 0; i < count && !IsExhausted; i++)
        {
            Skip((ThriftType)(types >> 4), depth + 1, inCollection: true);
            Skip((ThriftType)(types & 15), depth + 1, inCollection: true);
        }
    }

    private int ReadListHeader(out ThriftType elements)
    {
        var head = ReadByte();
        elements = (ThriftType)(head & 15);
        var count = head >> 4 == 15 ? ReadVarint() : (ulong)(head >> 4);
        if (count <= (ulong)(_data.Length - _position))
            return (int)count;
        IsExhausted = true;
        return 0;
    }

    private byte ReadByte()
    {
        if (_position < _data.Length)
            return _data[_position++];
        IsExhausted = true;
        return 0;
    }

    private void Advance(ulong count)
    {
        if (count > (ulong)(_data.Length - _position))
            IsExhausted = true;
        else
            _position += (int)count;
    }

    private long ReadZigZag()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
        Fault.Throw("metadata has a whole number of more than 64 bits");
        return 0;
    }
}
