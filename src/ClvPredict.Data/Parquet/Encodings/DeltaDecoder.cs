using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>
/// DELTA_BINARY_PACKED: the first value, then blocks of a smallest delta and miniblocks of bit-packed rests. Sums wrap around
/// at 64 bits as the format says; 32-bit columns keep the low half.
/// </summary>
internal sealed class DeltaDecoder
{
    private const int MaxBlockSize = 1 << 20;

    private readonly byte[] _buffer;
    private readonly int _end;
    private readonly int _miniblocks;
    private readonly int _miniblockSize;
    private int _position;
    private int _left;
    private bool _isAtFirst = true;
    private long _value;
    private long _minDelta;
    private int _widths;
    private int _miniblock;
    private int _leftInMiniblock;
    private int _width;
    private long _bit;

    internal DeltaDecoder(PageBytes page)
    {
        _buffer = page.Buffer;
        _position = page.Start;
        _end = page.End;
        // A page of nulls only may be empty.
        if (page.Length == 0)
            return;
        var blockSize = ReadVarint();
        var miniblocks = ReadVarint();
        var count = ReadVarint();
        _value = ReadZigZag();
        if (
            blockSize is 0 or > MaxBlockSize
            || miniblocks is 0 or > MaxBlockSize
            || blockSize % miniblocks != 0
            || blockSize / miniblocks % 8 != 0
        )
            Fault.Throw(
                $"delta-coded values have blocks of {blockSize} in {miniblocks} parts, which is not valid"
            );
        if (count > int.MaxValue)
            Fault.Throw($"a page states {count} delta-coded values");
        _miniblocks = (int)miniblocks;
        _miniblockSize = (int)(blockSize / miniblocks);
        _miniblock = _miniblocks;
        _left = (int)count;
        Count = _left;
    }

    /// <summary>Values in all.</summary>
    internal int Count { get; }

    /// <summary>Fills the target with the next values.</summary>
    internal void Decode(Span<long> target)
    {
        if (target.Length > _left)
            Fault.Throw("a page has fewer values than it states");
        _left -= target.Length;
        if (_isAtFirst && !target.IsEmpty)
        {
            _isAtFirst = false;
            target[0] = _value;
            target = target[1..];
        }
        while (!target.IsEmpty)
        {
            if (_leftInMiniblock == 0)
                NextMiniblock();
            var count = Math.Min(target.Length, _leftInMiniblock);
            for (var i = 0; i < count; i++)
            {
                var rest = (long)BitPacking.Read(_buffer, _bit, _width);
                _value = unchecked(_value + _minDelta + rest);
                target[i] = _value;
                _bit += _width;
            }
            _leftInMiniblock -= count;
            target = target[count..];
        }
    }

    /// <summary>Where the bytes after these values begin; passes over all values, so a decoder used for this is of no other
    /// use.</summary>
    internal int FindEnd()
    {
        for (var left = Count - 1L; left > 0; left -= _miniblockSize)
            NextMiniblock();
        return _position;
    }

    private void NextMiniblock()
    {
        if (_miniblock == _miniblocks)
        {
            _minDelta = ReadZigZag();
            if (_miniblocks > _end - _position)
                Throw();
            _widths = _position;
            _position += _miniblocks;
            _miniblock = 0;
        }
        _width = _buffer[_widths + _miniblock++];
        var bytes = (long)_width * _miniblockSize / 8;
        if (_width > 64 || bytes > _end - _position)
            Throw();
        _bit = _position * 8L;
        _position += (int)bytes;
        _leftInMiniblock = _miniblockSize;
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
            if (_position >= _end)
                Throw();
            var part = _buffer[_position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
        Throw();
        return 0;
    }

    private static void Throw() => Fault.Throw("delta-coded values are damaged or cut off");
}
