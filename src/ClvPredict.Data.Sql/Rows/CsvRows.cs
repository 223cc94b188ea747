using System.Buffers;

namespace ClvPredict.Data.Sql.Rows;

/// <summary>Rows of a database as the CSV text that the order reader takes: fields apart by commas, quoted where needed.</summary>
internal sealed class CsvRows(byte decimalMark)
{
#if DEBUG
    private const int FullAt = 64;
#else
    private const int FullAt = 1 << 16;
#endif
    private static readonly SearchValues<byte> s_needsQuotes = SearchValues.Create(",\"\r\n"u8);

    private byte[] _buffer = new byte[FullAt * 2];
    private int _used;
    private int _taken;
    private bool _isRowBegun;

    /// <summary>Whether enough rows are there to be taken.</summary>
    internal bool IsFull => _used - _taken >= FullAt;

    internal bool IsEmpty => _used == _taken;

    /// <summary>The next field of the row.</summary>
    internal void Add(ReadOnlySpan<byte> text)
    {
        BeginField(text.Length);
        if (text.IndexOfAny(s_needsQuotes) < 0)
        {
            text.CopyTo(_buffer.AsSpan(_used));
            _used += text.Length;
            return;
        }
        _buffer[_used++] = (byte)'"';
        foreach (var symbol in text)
        {
            if (symbol == '"')
                _buffer[_used++] = (byte)'"';
            _buffer[_used++] = symbol;
        }
        _buffer[_used++] = (byte)'"';
    }

    /// <summary>The next field, a number written with a point, with the decimal mark that the reader expects.</summary>
    internal void AddNumber(ReadOnlySpan<byte> text)
    {
        if (decimalMark == '.' || text.Length > 128)
        {
            Add(text);
            return;
        }
        Span<byte> marked = stackalloc byte[text.Length];
        text.Replace(marked, (byte)'.', decimalMark);
        Add(marked);
    }

    internal void EndRow()
    {
        _buffer[_used++] = (byte)'\n';
        _isRowBegun = false;
    }

    /// <summary>Moves text to a target; returns how many bytes.</summary>
    internal int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _used - _taken);
        _buffer.AsSpan(_taken, count).CopyTo(target);
        _taken += count;
        if (_taken == _used)
            _taken = _used = 0;
        return count;
    }

    /// <summary>Room for the field, twice in case every byte is a quote, for separator, quotes and line end.</summary>
    private void BeginField(int length)
    {
        var needed = _used + (length * 2) + 4;
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
        if (_isRowBegun)
            _buffer[_used++] = (byte)',';
        _isRowBegun = true;
    }
}
