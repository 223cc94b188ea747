using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>DELTA_BYTE_ARRAY: each value as the length of the prefix it shares with the one before, and the rest.</summary>
internal sealed class DeltaBytesDecoder : BytesDecoder
{
    private const int MaxContent = 1 << 30;

    private readonly DeltaDecoder _prefixes;
    private readonly DeltaLengthBytesDecoder _suffixes;
    private readonly ParquetBytes _parts = new(isDictionary: false);
    private readonly int _fixedLength;
    private byte[] _content = [];
    private byte[] _last = [];
    private int _lastLength;
    private long _total;

    /// <summary>A decoder of a page.</summary>
    /// <param name="fixedLength">Bytes of every value; 0 for values of any length.</param>
    /// <param name="page">The page's values.</param>
    internal DeltaBytesDecoder(int fixedLength, PageBytes page)
    {
        _fixedLength = fixedLength;
        _prefixes = new DeltaDecoder(page);
        _suffixes = new DeltaLengthBytesDecoder(
            page with
            {
                Start = new DeltaDecoder(page).FindEnd(),
            }
        );
    }

    internal override void Decode(int count, ParquetBytes target)
    {
        var prefixes = new long[count];
        _prefixes.Decode(prefixes);
        _suffixes.Decode(count, _parts);
        // The buffer is complete before anything refers to it, since growing replaces it.
        var size = CheckedSize(prefixes);
        if (_content.Length < size)
            _content = new byte[size];
        target.Begin(_content);
        ReadOnlySpan<byte> previous = _last.AsSpan(0, _lastLength);
        var position = 0;
        for (var i = 0; i < count; i++)
        {
            var prefix = (int)prefixes[i];
            var suffix = _parts[i];
            var value = _content.AsSpan(position, prefix + suffix.Length);
            previous[..prefix].CopyTo(value);
            suffix.CopyTo(value[prefix..]);
            target.Add(position, value.Length);
            position += value.Length;
            previous = value;
        }
        if (_last.Length < previous.Length)
            _last = new byte[previous.Length];
        previous.CopyTo(_last);
        _lastLength = previous.Length;
    }

    private int CheckedSize(ReadOnlySpan<long> prefixes)
    {
        var size = 0L;
        var previous = (long)_lastLength;
        for (var i = 0; i < prefixes.Length; i++)
        {
            if (prefixes[i] < 0 || prefixes[i] > previous)
                Fault.Throw(
                    $"a value shares {prefixes[i]} bytes with the one before, which has {previous}"
                );
            previous = prefixes[i] + _parts[i].Length;
            if (_fixedLength > 0 && previous != _fixedLength)
                Fault.Throw($"a value has {previous} bytes, expected {_fixedLength}");
            size += previous;
            if (_total + size > MaxContent)
                Fault.Throw($"a page's values have more than {MaxContent} bytes");
        }
        _total += size;
        return (int)size;
    }
}
