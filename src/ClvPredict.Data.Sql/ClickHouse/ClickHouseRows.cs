using System.Collections.Immutable;
using System.Text;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>The rows of an answer in RowBinary whose columns are all text: the mark of a row, then each text after its
/// length as a variable-length number.</summary>
internal sealed class ClickHouseRows : SqlRows
{
    private readonly SqlAddress _address;
    private readonly HttpResponseMessage _response;
    private readonly ByteSource _bytes;
    private readonly bool[] _isNumber;

    internal ClickHouseRows(
        SqlAddress address,
        HttpResponseMessage response,
        ImmutableArray<SqlColumn> columns,
        CancellationToken ct
    )
    {
        _address = address;
        _response = response;
        _bytes = new ByteSource(response.Content.ReadAsStream(ct), ct);
        _isNumber = [.. columns.Select(c => c.Kind == SqlColumnKind.Number)];
    }

    internal override bool Fill(CsvRows rows)
    {
        try
        {
            while (!rows.IsFull)
            {
                if (!_bytes.Has(1))
                    return false;
                // The server cannot take back its status once rows are on the way; it writes the error as text among them.
                if (_bytes.AtHand[0] != ClickHouseDialect.MarkOfRow)
                    throw ErrorAtHand();
                _bytes.Take(1);
                AddRow(rows);
            }
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ClickHouseErrors.Explain(_address, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _bytes.Dispose();
        _response.Dispose();
    }

    private void AddRow(CsvRows rows)
    {
        foreach (var isNumber in _isNumber)
        {
            var length = NextLength();
            if (!_bytes.Has(length))
                ThrowBroken();
            if (isNumber)
                rows.AddNumber(_bytes.Take(length));
            else
                rows.Add(_bytes.Take(length));
        }
        rows.EndRow();
    }

    private int NextLength()
    {
        var length = 0;
        for (var shift = 0; shift <= 14; shift += 7)
        {
            if (!_bytes.Has(1))
                ThrowBroken();
            var part = _bytes.Take(1)[0];
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                if (length > MaxValueBytes)
                    ThrowBroken();
                return length;
            }
        }
        ThrowBroken();
        return 0;
    }

    private OrderDataException ErrorAtHand()
    {
        const int MaxErrorBytes = 1 << 12;
        try
        {
            _bytes.Has(MaxErrorBytes);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Newer servers break the connection off behind the text, which is at hand then.
        }
        var text = _bytes.AtHand;
        return ClickHouseErrors.Explain(
            _address,
            Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxErrorBytes)])
        );
    }

    private void ThrowBroken() =>
        throw new OrderDataException(
            $"{_address.Name}: the rows broke off, or a value is longer than {MaxValueBytes:N0} bytes."
        );
}
