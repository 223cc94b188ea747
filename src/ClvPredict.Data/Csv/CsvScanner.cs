using System.Runtime.CompilerServices;

namespace ClvPredict.Data.Csv;

/// <summary>
/// Splits a stream of UTF-8 bytes into records and fields as RFC 4180 says, with any separator, lines ended by LF, CRLF or
/// CR, and blank lines skipped. A quote inside an unquoted field is an ordinary character. Spans that it hands out are valid
/// until the next call of <see cref="Next"/>.
/// </summary>
internal sealed class CsvScanner
{
    /// <summary>Longest record; a longer one is a broken quote or no CSV.</summary>
    internal const int MaxRecordBytes = 1 << 20;

    /// <summary>Bytes that broken quotes may cause to be read again before the file is refused.</summary>
    internal const long MaxRescannedBytes = 16L << 20;

#if DEBUG
    private const int FirstBufferSize = 48;
#else
    private const int FirstBufferSize = 1 << 17;
#endif

    // Null where the text comes in blocks.
    private readonly Stream? _stream;
    private readonly string _source;
    private readonly byte _separator;
    private readonly FieldBounds _fields = new();

    private byte[] _buffer;
    private int[] _marks;
    private int _filled;
    private bool _atEnd;
    private int _markCount;
    private int _mark;
    private int _recordStart;
    private int _recordEnd;
    private int _nextStart;
    private long _nextLineNumber = 1;
    private long _rescanned;

    /// <summary>A scanner at the start of a text.</summary>
    /// <param name="stream">The text, without byte order mark; not disposed.</param>
    /// <param name="separator">The byte between fields.</param>
    /// <param name="source">Name of the stream in messages.</param>
    internal CsvScanner(Stream stream, byte separator, string source)
    {
        _stream = stream;
        _separator = separator;
        _source = source;
        _buffer = new byte[FirstBufferSize];
        _marks = new int[FirstBufferSize];
    }

    /// <summary>A scanner for a text in blocks; see <see cref="Begin"/>.</summary>
    internal CsvScanner(byte separator, string source)
    {
        _separator = separator;
        _source = source;
        _buffer = [];
        _marks = [];
    }

    /// <summary>Bytes of the block that belong to no record yet.</summary>
    internal ReadOnlySpan<byte> Unread => _buffer.AsSpan(_recordStart, _filled - _recordStart);

    /// <summary>Line where the next record starts.</summary>
    internal long NextLineNumber => _nextLineNumber;

    /// <summary>Bytes that broken quotes have caused to be read again.</summary>
    internal long Rescanned => _rescanned;

    /// <summary>Starts on a block of the text. Where it ends within a record, <see cref="Next"/> gives false at that record's
    /// start and <see cref="Unread"/> is to be put before the next block.</summary>
    /// <param name="block">Holds the block; not changed.</param>
    /// <param name="length">Its length.</param>
    /// <param name="isLast">Whether the text ends with it.</param>
    /// <param name="lineNumber">Line in which it starts.</param>
    /// <param name="rescanned">What <see cref="Rescanned"/> was at the end of the block before.</param>
    internal void Begin(byte[] block, int length, bool isLast, long lineNumber, long rescanned)
    {
        _buffer = block;
        _filled = length;
        _atEnd = isLast;
        _recordStart = _recordEnd = _nextStart = 0;
        _nextLineNumber = lineNumber;
        _rescanned = rescanned;
        if (_marks.Length < length)
            _marks = new int[length];
        _markCount = CsvMarks.Find(_buffer.AsSpan(0, _filled), _separator, _marks);
        _mark = 0;
    }

    /// <summary>Fields of the current record.</summary>
    internal int FieldCount => _fields.Count;

    /// <summary>Line where the current record starts, counted from one.</summary>
    internal long LineNumber { get; private set; }

    /// <summary>What is wrong with the current record; its fields are only valid when nothing is.</summary>
    internal CsvFault Fault { get; private set; }

    /// <summary>The current record as written, without its line end.</summary>
    internal ReadOnlySpan<byte> Record => _buffer.AsSpan(_recordStart, _recordEnd - _recordStart);

    /// <summary>A field of the current record without its quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> Field(int index) => _fields.Get(_buffer, index);

    /// <summary>Moves to the next record that is no blank line; false at the end.</summary>
    /// <exception cref="OrderDataException">A line is longer than 1 MiB, or quotes are broken all over the file.</exception>
    internal bool Next()
    {
        while (true)
        {
            _recordStart = _nextStart;
            LineNumber = _nextLineNumber;
            while (!Split())
            {
                if (_filled - _recordStart > MaxRecordBytes)
                {
                    if (!EndBroken(_filled))
                        ThrowTooLong();
                    break;
                }
                if (!Refill())
                    return false;
            }
            if (_fields.Count != 1 || !Record.Trim((byte)' ').IsEmpty)
                return true;
        }
    }

    /// <summary>Splits the record at <see cref="_recordStart"/>; false when more bytes are needed first.</summary>
    // One long loop: its state (mark, field start) stays in registers, and each kind of mark is handled where it is met.
    private bool Split()
    {
        _fields.Clear();
        Fault = CsvFault.None;
        var buffer = _buffer;
        var marks = _marks;
        var mark = _mark;
        var fieldStart = _recordStart;
        while (true)
        {
            if (mark >= _markCount)
                return _atEnd && EndAtEndOfStream(fieldStart);
            var at = marks[mark];
            var symbol = buffer[at];
            if (symbol == _separator)
            {
                _fields.Add(fieldStart, at - fieldStart);
                fieldStart = at + 1;
                mark++;
            }
            else if (symbol != '"')
            {
                if (symbol == '\r' && at + 1 == _filled && !_atEnd)
                    return false;
                _fields.Add(fieldStart, at - fieldStart);
                EndRecord(at, mark, _nextLineNumber);
                return true;
            }
            else if (at != fieldStart)
            {
                mark++;
            }
            else
            {
                var closing = FindClosingQuote(mark + 1, out var escaped);
                if (closing < 0)
                    return _atEnd && EndBroken(_filled);
                var close = marks[closing];
                if (close + 1 == _filled && !_atEnd)
                    return false;
                mark = closing + 1;
                var ends = close + 1 == _filled || (mark < _markCount && marks[mark] == close + 1);
                if (!ends)
                    return EndBroken(close);
                _fields.AddQuoted(buffer, at + 1, close - at - 1, escaped);
                if (close + 1 == _filled)
                {
                    _recordEnd = _nextStart = _filled;
                    _mark = mark;
                    return true;
                }
                var after = buffer[close + 1];
                if (after == _separator)
                {
                    fieldStart = close + 2;
                    mark++;
                }
                else
                {
                    if (after == '\r' && close + 2 == _filled && !_atEnd)
                        return false;
                    EndRecord(close + 1, mark, _nextLineNumber);
                    return true;
                }
            }
        }
    }

    /// <summary>Index of the mark that closes a quoted field, or -1 when it lies beyond the bytes read.</summary>
    private int FindClosingQuote(int mark, out bool escaped)
    {
        escaped = false;
        for (; mark < _markCount; mark++)
        {
            var at = _marks[mark];
            if (_buffer[at] != '"')
                continue;
            if (at + 1 == _filled || _buffer[at + 1] != '"')
                return mark;
            escaped = true;
            mark++;
        }
        return -1;
    }

    private bool EndAtEndOfStream(int fieldStart)
    {
        if (_recordStart == _filled)
            return false;
        _fields.Add(fieldStart, _filled - fieldStart);
        _recordEnd = _nextStart = _filled;
        _mark = _markCount;
        return true;
    }

    /// <summary>Ends the record at the line end that <paramref name="mark"/> points at.</summary>
    private void EndRecord(int at, int mark, long firstLine)
    {
        _recordEnd = at;
        _mark = mark + 1;
        _nextStart = at + 1;
        if (_buffer[at] == '\r' && at + 1 < _filled && _buffer[at + 1] == '\n')
        {
            _nextStart++;
            _mark++;
        }
        _nextLineNumber = firstLine + 1 + _fields.LineBreaksInQuotes;
    }

    /// <summary>Ends a record with a broken quote at its first line end; false when that is not in the buffer.</summary>
    /// <param name="seenTo">Where the record was found to be broken.</param>
    private bool EndBroken(int seenTo)
    {
        Fault = CsvFault.BrokenQuote;
        _fields.Clear();
        for (var mark = _mark; mark < _markCount; mark++)
        {
            var at = _marks[mark];
            if (_buffer[at] is not ((byte)'\r' or (byte)'\n'))
                continue;
            if (_buffer[at] == '\r' && at + 1 == _filled && !_atEnd)
                return false;
            _rescanned += seenTo - at;
            if (_rescanned > MaxRescannedBytes)
                ThrowBrokenQuotes();
            EndRecord(at, mark, _nextLineNumber);
            return true;
        }
        if (!_atEnd)
            return false;
        _recordEnd = _nextStart = _filled;
        _mark = _markCount;
        return true;
    }

    /// <summary>Drops the bytes before the record and fills the buffer; false when the stream has no more.</summary>
    private bool Refill()
    {
        if (_atEnd || _stream is null)
            return false;
        var kept = _filled - _recordStart;
        var target = kept > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _recordStart, target, 0, kept);
        _buffer = target;
        var free = _buffer.AsSpan(kept);
        var read = _stream.ReadAtLeast(free, free.Length, throwOnEndOfStream: false);
        _atEnd = read < free.Length;
        _filled = kept + read;
        _recordStart = _nextStart = 0;
        if (_marks.Length < _buffer.Length)
            _marks = new int[_buffer.Length];
        _markCount = CsvMarks.Find(_buffer.AsSpan(0, _filled), _separator, _marks);
        _mark = 0;
        return true;
    }

    private void ThrowTooLong() =>
        throw new OrderDataException(
            $"{_source}, line {LineNumber}: a line is longer than {MaxRecordBytes:N0} bytes; expected CSV with one order line per line."
        );

    private void ThrowBrokenQuotes() =>
        throw new OrderDataException(
            $"{_source}, line {LineNumber}: quotes are broken throughout the file (a quoted field that is never closed, or text after a closing quote)."
        );
}
