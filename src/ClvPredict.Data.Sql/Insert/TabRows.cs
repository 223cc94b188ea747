using System.Buffers;

namespace ClvPredict.Data.Sql.Insert;

/// <summary>Rows as PostgreSQL's COPY reads them as text: cells apart by tabs, \N where there is none, and backslashes before
/// tabs, line ends and backslashes.</summary>
internal sealed class TabRows(InsertRows rows, InsertPlan plan)
{
#if DEBUG
    private const int FullAt = 64;
#else
    private const int FullAt = 1 << 16;
#endif
    private static readonly SearchValues<byte> s_escaped = SearchValues.Create("\t\n\r\\"u8);

    private readonly TargetColumn[] _columns = [.. plan.Columns];
    private byte[] _buffer = new byte[FullAt * 2];
    private int _used;

    /// <summary>Writes all rows.</summary>
    internal void WriteTo(Stream stream, CancellationToken ct)
    {
        while (rows.Next())
        {
            AddRow();
            if (_used < FullAt)
                continue;
            ct.ThrowIfCancellationRequested();
            stream.Write(_buffer, 0, _used);
            _used = 0;
        }
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    private void AddRow()
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = _columns[i];
            var text = rows.Cell(i);
            Reserve((text.Length * 2) + 4);
            if (i > 0)
                _buffer[_used++] = (byte)'\t';
            if (!text.IsEmpty)
                AddCell(i, column, text);
            else if (column.IsNullable)
                Append("\\N"u8);
        }
        _buffer[_used++] = (byte)'\n';
    }

    private void AddCell(int index, TargetColumn column, ReadOnlySpan<byte> text)
    {
        if (column.Kind is CellKind.Text or CellKind.Other)
        {
            AppendEscaped(text);
            return;
        }
        if (!CellText.Fits(column, text))
            throw rows.Misfit(index);
        // The server takes numbers for true and false, and not the other way round.
        Append(CellText.AsNumber(text));
    }

    private void AppendEscaped(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(s_escaped) is >= 0 and var at)
        {
            Append(text[..at]);
            _buffer[_used++] = (byte)'\\';
            _buffer[_used++] = text[at] switch
            {
                (byte)'\t' => (byte)'t',
                (byte)'\n' => (byte)'n',
                (byte)'\r' => (byte)'r',
                var other => other,
            };
            text = text[(at + 1)..];
        }
        Append(text);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    private void Reserve(int count)
    {
        if (_used + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_used + count, _buffer.Length * 2));
    }
}
