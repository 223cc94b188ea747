using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ClvPredict.Data.Ingest;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>The columns of one row group that play a role, one slice of rows at a time.</summary>
internal sealed class OrderColumns : IDisposable
{
    private readonly TextColumn?[] _texts = new TextColumn?[OrderRoles.Count];
    private readonly NumberColumn?[] _numbers = new NumberColumn?[OrderRoles.Count];
    private readonly DateColumn?[] _dates = new DateColumn?[OrderRoles.Count];
    private readonly List<OrderRole> _roles = [];
    private readonly List<IncrementalHash> _digests = [];
    private readonly List<string> _meanings = [];

    internal OrderColumns(
        ParquetOrderFile file,
        ParquetFile content,
        int rowGroup,
        OrderIngest ingest
    )
    {
        var mark = (byte)(ingest.Options.DecimalSeparator ?? '.');
        try
        {
            foreach (var role in Enum.GetValues<OrderRole>())
            {
                if (!file.Header.Has(role) || (ingest.Options.ValueIsOrders && IsMoney(role)))
                    continue;
                _roles.Add(role);
                if (file.KeyOf(role) is { } key)
                    Add(role, Meaning(role, key), new ConstantTextColumn(key), ingest, mark);
                else
                    Open(role, content, rowGroup, file.ColumnOf(role)!, ingest, mark);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The roles that there is a column for.</summary>
    internal ReadOnlySpan<OrderRole> Roles => CollectionsMarshal.AsSpan(_roles);

    /// <summary>Any column as text.</summary>
    internal static TextColumn TextOf(ParquetColumnReader reader) =>
        RoleTypes.IsText(reader.Column.Kind)
            ? new BytesTextColumn(reader)
            : new TypedTextColumn(reader);

    /// <summary>Goes to the next rows.</summary>
    internal void Read(int count)
    {
        foreach (var column in _texts)
            column?.Read(count);
        foreach (var column in _numbers)
            column?.Read(count);
        foreach (var column in _dates)
            column?.Read(count);
    }

    /// <summary>The text of a row; empty where there is none.</summary>
    internal ReadOnlySpan<byte> Text(OrderRole role, int row) =>
        _texts[(int)role] is { } column ? column[row] : [];

    /// <summary>The code of a row's text among those of the lines.</summary>
    internal int CodeOf(OrderRole role, int row, OrderLines lines, LineText column) =>
        _texts[(int)role]?.CodeOf(row, lines, column) ?? TextVocabulary.None;

    /// <summary>The number of a row.</summary>
    internal NumberField Number(OrderRole role, int row) =>
        _numbers[(int)role] is { } column ? column[row] : default;

    /// <summary>The date of a row.</summary>
    internal DateField Date(OrderRole role, int row) =>
        _dates[(int)role] is { } column ? column[row] : default;

    /// <summary>A row as text: the roles with their values, for the rejects file.</summary>
    internal byte[] Render(int row)
    {
        var text = new ArrayBufferWriter<byte>();
        var typed = new byte[64];
        for (var role = 0; role < _texts.Length; role++)
        {
            ReadOnlySpan<byte> value;
            if (_numbers[role] is { } numbers)
                value = typed.AsSpan(0, numbers.WriteText(row, typed));
            else if (_dates[role] is { } dates)
                value = typed.AsSpan(0, dates.WriteText(row, typed));
            else if (_texts[role] is { } texts)
                value = texts[row];
            else
                continue;
            if (text.WrittenCount > 0)
                text.Write(";"u8);
            text.Write(Encoding.UTF8.GetBytes(OrderRoles.NameOf((OrderRole)role)));
            text.Write("="u8);
            text.Write(RejectLog.CutField(value));
        }
        return text.WrittenSpan.ToArray();
    }

    /// <summary>A digest of what was read of the row group: what the columns mean, and their bytes in the file.</summary>
    internal byte[] TakeDigest()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var meaning in _meanings)
            digest.AppendData(Encoding.UTF8.GetBytes(meaning));
        foreach (var column in _digests)
            digest.AppendData(column.GetHashAndReset());
        return digest.GetHashAndReset();
    }

    public void Dispose()
    {
        foreach (var column in _texts)
            column?.Dispose();
        foreach (var column in _numbers)
            column?.Dispose();
        foreach (var column in _dates)
            column?.Dispose();
        foreach (var digest in _digests)
            digest.Dispose();
    }

    /// <summary>Whether a column does not matter in a log without money.</summary>
    private static bool IsMoney(OrderRole role) =>
        RoleTypes.IsNumber(role) && role is not (OrderRole.Quantity or OrderRole.Discount);

    private static string Meaning(OrderRole role, byte[] key) =>
        FormattableString.Invariant($"{role} key {Convert.ToHexString(key)}\n");

    private void Open(
        OrderRole role,
        ParquetFile content,
        int rowGroup,
        ParquetColumn column,
        OrderIngest ingest,
        byte mark
    )
    {
        var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _digests.Add(digest);
        var reader = content.OpenColumn(rowGroup, column.Index, digest);
        var meaning = FormattableString.Invariant(
            $"{role} {column.Kind} {column.PhysicalType} {column.Scale} {column.UnitsPerSecond} {column.IsUtcAdjusted}\n"
        );
        var kind = column.Kind;
        if (RoleTypes.IsDate(role) && kind is ParquetKind.Date or ParquetKind.Timestamp)
        {
            _meanings.Add(meaning);
            _dates[(int)role] = new DateColumn(reader);
        }
        else if (RoleTypes.IsNumber(role) && !RoleTypes.IsText(kind))
        {
            _meanings.Add(meaning);
            _numbers[(int)role] = new NumberColumn(reader);
        }
        else
        {
            Add(role, meaning, TextOf(reader), ingest, mark);
        }
    }

    private void Add(
        OrderRole role,
        string meaning,
        TextColumn texts,
        OrderIngest ingest,
        byte mark
    )
    {
        _meanings.Add(meaning);
        if (role == OrderRole.OrderDate)
            _dates[(int)role] = new DateColumn(texts, ingest.Dates);
        else if (role == OrderRole.IngestedAt)
            _dates[(int)role] = new DateColumn(texts, ingest.Arrivals);
        else if (RoleTypes.IsNumber(role))
            _numbers[(int)role] = new NumberColumn(texts, mark);
        else
            _texts[(int)role] = texts;
    }
}
