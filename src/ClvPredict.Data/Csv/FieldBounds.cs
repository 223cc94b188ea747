using System.Runtime.CompilerServices;

namespace ClvPredict.Data.Csv;

/// <summary>Where the fields of one record lie. A field with doubled quotes is kept unescaped in a text of its own, so that
/// the record stays as written.</summary>
internal sealed class FieldBounds
{
    // Start of a field in the buffer, or the complement of its start in _unescaped.
    private int[] _starts = new int[32];
    private int[] _lengths = new int[32];
    private byte[] _unescaped = [];
    private int _unescapedLength;

    internal int Count { get; private set; }

    /// <summary>Line ends inside quoted fields of the record.</summary>
    internal int LineBreaksInQuotes { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> Get(byte[] buffer, int index)
    {
        var start = _starts[index];
        return start >= 0
            ? buffer.AsSpan(start, _lengths[index])
            : _unescaped.AsSpan(~start, _lengths[index]);
    }

    internal void Clear()
    {
        Count = 0;
        LineBreaksInQuotes = 0;
        _unescapedLength = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int start, int length)
    {
        var index = Count;
        if (index == _starts.Length)
            Grow();
        _starts[index] = start;
        _lengths[index] = length;
        Count = index + 1;
    }

    internal void AddQuoted(byte[] buffer, int start, int length, bool escaped)
    {
        var text = buffer.AsSpan(start, length);
        CountLineBreaks(text);
        if (!escaped)
        {
            Add(start, length);
            return;
        }
        if (_unescaped.Length < _unescapedLength + length)
            Array.Resize(
                ref _unescaped,
                Math.Max(_unescaped.Length * 2, _unescapedLength + length)
            );
        var first = _unescapedLength;
        for (int quote; (quote = text.IndexOf((byte)'"')) >= 0; text = text[(quote + 2)..])
        {
            text[..(quote + 1)].CopyTo(_unescaped.AsSpan(_unescapedLength));
            _unescapedLength += quote + 1;
        }
        text.CopyTo(_unescaped.AsSpan(_unescapedLength));
        _unescapedLength += text.Length;
        Add(~first, _unescapedLength - first);
    }

    private void CountLineBreaks(ReadOnlySpan<byte> text)
    {
        for (int at; (at = text.IndexOfAny((byte)'\r', (byte)'\n')) >= 0; text = text[(at + 1)..])
        {
            var isFirstOfPair = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';
            LineBreaksInQuotes += isFirstOfPair ? 0 : 1;
        }
    }

    private void Grow()
    {
        Array.Resize(ref _starts, _starts.Length * 2);
        Array.Resize(ref _lengths, _lengths.Length * 2);
    }
}
