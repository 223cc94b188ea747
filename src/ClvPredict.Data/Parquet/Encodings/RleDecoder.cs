using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>The hybrid of run lengths and bit packing that levels, dictionary indexes and booleans use.</summary>
internal sealed class RleDecoder
{
    private readonly byte[] _buffer;
    private readonly int _end;
    private readonly int _bitWidth;
    private int _position;
    private int _left;
    private bool _isPacked;
    private int _value;
    private long _bit;

    /// <summary>A decoder of a part of a buffer.</summary>
    /// <param name="data">The runs, without a length before them.</param>
    /// <param name="bitWidth">Bits a value, 0 to 31.</param>
    internal RleDecoder(PageBytes data, int bitWidth)
    {
        if (bitWidth is < 0 or > 31)
            Fault.Throw($"values are stated to have {bitWidth} bits");
        _buffer = data.Buffer;
        _position = data.Start;
        _end = data.End;
        _bitWidth = bitWidth;
    }

    /// <summary>Fills the target with the next values.</summary>
    internal void Decode(Span<int> target)
    {
        while (!target.IsEmpty)
        {
            if (_left == 0)
                NextRun();
            var count = Math.Min(target.Length, _left);
            if (_isPacked)
                Unpack(target[..count]);
            else
                target[..count].Fill(_value);
            _left -= count;
            target = target[count..];
        }
    }

    /// <summary>Decodes definition levels into marks of what is null; returns how many values are there.</summary>
    internal int DecodePresence(Span<bool> isNull, int maxLevel)
    {
        Span<int> levels = stackalloc int[128];
        var present = 0;
        while (!isNull.IsEmpty)
        {
            if (_left == 0)
                NextRun();
            var count = Math.Min(isNull.Length, _left);
            if (_isPacked)
            {
                count = Math.Min(count, levels.Length);
                Unpack(levels[..count]);
                for (var i = 0; i < count; i++)
                {
                    CheckLevel(levels[i], maxLevel);
                    isNull[i] = levels[i] < maxLevel;
                    present += levels[i] / maxLevel;
                }
            }
            else
            {
                CheckLevel(_value, maxLevel);
                isNull[..count].Fill(_value < maxLevel);
                present += _value == maxLevel ? count : 0;
            }
            _left -= count;
            isNull = isNull[count..];
        }
        return present;
    }

    private static void CheckLevel(int level, int maxLevel)
    {
        if (level > maxLevel)
            Fault.Throw($"a definition level is {level}, at most {maxLevel} is possible");
    }

    private void NextRun()
    {
        var header = ReadVarint();
        var count = (long)(header >> 1);
        _isPacked = (header & 1) == 1;
        if (_isPacked)
        {
            // Some writers cut the last group short; what is there counts.
            var available = _bitWidth == 0 ? long.MaxValue : (_end - _position) * 8L / _bitWidth;
            _left = (int)Math.Min(Math.Min(count * 8, available), int.MaxValue);
            if (_left == 0 && count > 0)
                Fault.Throw("a run of values is cut off");
            _bit = _position * 8L;
            _position = (int)Math.Min(_end, _position + (count * _bitWidth));
            return;
        }
        var bytes = (_bitWidth + 7) / 8;
        if (bytes > _end - _position)
            Fault.Throw("a run of values is cut off");
        uint value = 0;
        for (var i = 0; i < bytes; i++)
            value |= (uint)_buffer[_position++] << (8 * i);
        if (value > (uint)((1L << _bitWidth) - 1))
            Fault.Throw($"a run repeats {value}, which has more than {_bitWidth} bits");
        _value = (int)value;
        _left = (int)count;
    }

    private void Unpack(Span<int> target)
    {
        if (_bitWidth == 0)
        {
            target.Clear();
            return;
        }
        BitPacking.Unpack(_buffer, _bit, _bitWidth, target);
        _bit += (long)target.Length * _bitWidth;
    }

    private uint ReadVarint()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (_position >= _end)
                Fault.Throw("a page has fewer values than it states");
            var part = _buffer[_position++];
            value |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
        Fault.Throw("a run has a length of more than 32 bits");
        return 0;
    }
}
