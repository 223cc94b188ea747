using System.Text;

namespace ClvPredict.Data.Sql.Rows;

/// <summary>A query's rows as a CSV text with a header, made while it is read. Disposes the rows and the
/// session.</summary>
internal sealed class CsvRowStream : Stream
{
    private readonly SqlSession _session;
    private readonly SqlRows _rows;
    private readonly CsvRows _text;
    private bool _hasMore = true;

    internal CsvRowStream(
        SqlSession session,
        SqlRows rows,
        IEnumerable<string> columns,
        byte decimalMark
    )
    {
        _session = session;
        _rows = rows;
        _text = new CsvRows(decimalMark);
        foreach (var column in columns)
            _text.Add(Encoding.UTF8.GetBytes(column));
        _text.EndRow();
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_hasMore && _text.IsEmpty)
            _hasMore = _rows.Fill(_text);
        return _text.Take(buffer);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
            _session.Dispose();
        }
        base.Dispose(disposing);
    }
}
