using System.Buffers;
using System.Globalization;
using System.Text;

namespace ClvPredict.Data;

/// <summary>
/// Writes comma-separated rows in UTF-8 without a byte order mark, lines ended by LF, quoted as RFC 4180 says and only
/// where needed. Numbers are invariant and round-trip exactly. Not thread-safe. Dispose flushes; the stream stays open.
/// </summary>
public sealed class CsvWriter : IDisposable
{
    private const int Reserve = 64;
    private static readonly SearchValues<char> s_needsQuotes = SearchValues.Create(",\"\r\n");

    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _used;
    private int _rowStart;
    private int _fieldsInRow;

    /// <summary>A writer that appends to a stream and does not close it.</summary>
    public CsvWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
    }

    /// <summary>The next field of the row as text; quoted when it holds a comma, a quote, a line break or outer spaces.
    /// A string may be passed, null counts as empty.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        BeginField((text.Length * 6) + Reserve);
        var quoted =
            text.IndexOfAny(s_needsQuotes) >= 0
            || (!text.IsEmpty && (text[0] == ' ' || text[^1] == ' '));
        if (!quoted)
        {
            _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
            return;
        }
        _buffer[_used++] = (byte)'"';
        for (int q; (q = text.IndexOf('"')) >= 0; text = text[(q + 1)..])
        {
            _used += Encoding.UTF8.GetBytes(text[..(q + 1)], _buffer.AsSpan(_used));
            _buffer[_used++] = (byte)'"';
        }
        _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
        _buffer[_used++] = (byte)'"';
    }

    /// <summary>The next field as a whole number.</summary>
    public void Write(long value)
    {
        BeginField(Reserve);
        value.TryFormat(
            _buffer.AsSpan(_used),
            out var written,
            default,
            CultureInfo.InvariantCulture
        );
        _used += written;
    }

    /// <summary>The next field as the shortest text that reads back as the same double; NaN is an empty field.</summary>
    public void Write(double value)
    {
        BeginField(Reserve);
        if (double.IsNaN(value))
            return;
        value.TryFormat(_buffer.AsSpan(_used), out var written, "R", CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>The next field as the shortest text that reads back as the same float; NaN is an empty field.</summary>
    public void Write(float value)
    {
        BeginField(Reserve);
        if (float.IsNaN(value))
            return;
        value.TryFormat(_buffer.AsSpan(_used), out var written, "R", CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Ends the row. A row of one empty field is written as <c>""</c>, since readers skip blank lines.</summary>
    public void EndRow()
    {
        EnsureRoom(Reserve);
        if (_used == _rowStart)
        {
            _buffer[_used++] = (byte)'"';
            _buffer[_used++] = (byte)'"';
        }
        _buffer[_used++] = (byte)'\n';
        _rowStart = _used;
        _fieldsInRow = 0;
        if (_used > _buffer.Length / 2)
            Flush();
    }

    /// <summary>Hands what was written to the stream.</summary>
    public void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _rowStart -= _used;
        _used = 0;
    }

    /// <summary>Flushes; the stream stays open.</summary>
    public void Dispose() => Flush();

    private void BeginField(int room)
    {
        EnsureRoom(room);
        if (_fieldsInRow++ > 0)
            _buffer[_used++] = (byte)',';
    }

    private void EnsureRoom(int room)
    {
        if (_buffer.Length - _used >= room)
            return;
        if (_used > 0)
            Flush();
        if (_buffer.Length < room)
            _buffer = new byte[room];
    }
}
