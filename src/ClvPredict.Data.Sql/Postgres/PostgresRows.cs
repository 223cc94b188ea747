using System.Buffers.Binary;
using System.Collections.Immutable;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;

namespace ClvPredict.Data.Sql.Postgres;

/// <summary>The rows of a binary COPY whose columns are all text: a header, then for each row the number of its fields and
/// each field after its length, all big-endian; -1 fields end the data.</summary>
internal sealed class PostgresRows : SqlRows
{
    private const int SignatureBytes = 11;
    private const int LengthBytes = sizeof(int);

    private readonly SqlAddress _address;
    private readonly ByteSource _bytes;
    private readonly bool[] _isNumber;
    private bool _isBegun;

    internal PostgresRows(SqlAddress address, ByteSource bytes, ImmutableArray<SqlColumn> columns)
    {
        _address = address;
        _bytes = bytes;
        _isNumber = [.. columns.Select(c => c.Kind == SqlColumnKind.Number)];
    }

    internal override bool Fill(CsvRows rows)
    {
        try
        {
            if (!_isBegun)
                SkipHeader();
            while (!rows.IsFull)
            {
                var fields = BinaryPrimitives.ReadInt16BigEndian(Next(sizeof(short)));
                if (fields < 0)
                    return false;
                if (fields != _isNumber.Length)
                    ThrowBroken();
                AddRow(rows);
            }
            return true;
        }
        catch (Exception e) when (PostgresConnection.IsLost(e))
        {
            throw PostgresErrors.Explain(_address, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _bytes.Dispose();
    }

    private void AddRow(CsvRows rows)
    {
        foreach (var isNumber in _isNumber)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(Next(LengthBytes));
            if (length is < 0 or > MaxValueBytes)
                ThrowBroken();
            if (isNumber)
                rows.AddNumber(Next(length));
            else
                rows.Add(Next(length));
        }
        rows.EndRow();
    }

    private void SkipHeader()
    {
        Next(SignatureBytes + sizeof(int));
        var extension = BinaryPrimitives.ReadInt32BigEndian(Next(LengthBytes));
        if (extension is < 0 or > MaxValueBytes)
            ThrowBroken();
        Next(extension);
        _isBegun = true;
    }

    private ReadOnlySpan<byte> Next(int count)
    {
        if (!_bytes.Has(count))
            ThrowBroken();
        return _bytes.Take(count);
    }

    private void ThrowBroken() =>
        throw new OrderDataException(
            $"{_address.Name}: the rows broke off, or a value is longer than {MaxValueBytes:N0} bytes."
        );
}
