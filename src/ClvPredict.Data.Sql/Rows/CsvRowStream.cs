using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Sql.Rows;

/// <summary>A query's rows as a CSV text with a header, made while it is read. Disposes the rows and the
/// session.</summary>
internal sealed class CsvRowStream : ReadOnlyStream
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

    public override int Read(Span<byte> buffer)
    {
        while (_hasMore && _text.IsEmpty)
            _hasMore = _rows.Fill(_text);
        return _text.Take(buffer);
    }

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
