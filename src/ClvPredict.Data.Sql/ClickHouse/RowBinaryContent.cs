using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.ExceptionServices;
using ClvPredict.Data.Sql.Insert;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>Rows as the data of an INSERT in RowBinary, written while they are read.</summary>
internal sealed class RowBinaryContent : HttpContent
{
#if DEBUG
    private const int FullAt = 64;
#else
    private const int FullAt = 1 << 16;
#endif
    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    private readonly InsertRows _rows;
    private readonly ClickHouseType[] _types;
    private readonly TargetColumn[] _columns;
    private byte[] _buffer = new byte[FullAt * 2];
    private int _used;
    private ExceptionDispatchInfo? _fault;

    internal RowBinaryContent(InsertRows rows, InsertPlan plan)
    {
        _rows = rows;
        _columns = [.. plan.Columns];
        _types = Array.ConvertAll(_columns, c => ClickHouseType.Parse(c.Type)!);
    }

    /// <summary>Throws what was wrong with the rows; sending them failed for that, then.</summary>
    internal void ThrowFault() => _fault?.Throw();

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        while (Fill())
        {
            await stream
                .WriteAsync(_buffer.AsMemory(0, _used), cancellationToken)
                .ConfigureAwait(false);
            _used = 0;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <summary>Whether there are bytes to send.</summary>
    private bool Fill()
    {
        try
        {
            while (_used < FullAt && _rows.Next())
                AddRow();
            return _used > 0;
        }
        catch (Exception e)
        {
            _fault = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }

    private void AddRow()
    {
        for (var i = 0; i < _types.Length; i++)
        {
            var type = _types[i];
            var text = _rows.Cell(i);
            Reserve(text.Length + type.Bytes + 8);
            if (type.IsNullable)
                _buffer[_used++] = (byte)(text.IsEmpty ? 1 : 0);
            if (type.IsNullable && text.IsEmpty)
                continue;
            if (!(_columns[i].Kind == CellKind.Text ? AddText(type, text) : AddValue(i, text)))
                throw _rows.Misfit(i);
        }
    }

    private bool AddText(ClickHouseType type, ReadOnlySpan<byte> text)
    {
        if (type.Bytes == 0)
        {
            var length = (uint)text.Length;
            for (; length >= 0x80; length >>= 7)
                _buffer[_used++] = (byte)(length | 0x80);
            _buffer[_used++] = (byte)length;
            text.CopyTo(_buffer.AsSpan(_used));
            _used += text.Length;
            return true;
        }
        if (text.Length > type.Bytes)
            return false;
        var target = _buffer.AsSpan(_used, type.Bytes);
        target.Clear();
        text.CopyTo(target);
        _used += type.Bytes;
        return true;
    }

    private bool AddValue(int index, ReadOnlySpan<byte> text)
    {
        var (type, column) = (_types[index], _columns[index]);
        var target = _buffer.AsSpan(_used, type.Bytes);
        _used += type.Bytes;
        switch (column.Kind)
        {
            case CellKind.Flag:
                var isFlag = CellText.TryFlag(text, out var flag);
                target[0] = (byte)(flag ? 1 : 0);
                return isFlag;
            case CellKind.Day:
                var isDay = CellText.TryDay(text, out var day);
                WriteWhole(target, day.DayNumber - s_epoch);
                return isDay && day >= column.FirstDay && day <= column.LastDay;
            case CellKind.Whole:
                var isWhole = CellText.TryWhole(text, out var whole);
                WriteWhole(target, whole);
                return isWhole && whole >= column.Low && whole <= column.High;
            default:
                return WriteNumber(type, target, text);
        }
    }

    private static bool WriteNumber(ClickHouseType type, Span<byte> target, ReadOnlySpan<byte> text)
    {
        if (type.Name == "Decimal")
            return WriteDecimal(type, target, text);
        if (type.Bytes == sizeof(float))
        {
            var isSingle = CellText.TryNumber32(text, out var single);
            BinaryPrimitives.WriteSingleLittleEndian(target, single);
            return isSingle;
        }
        var isNumber = CellText.TryNumber(text, out var number);
        BinaryPrimitives.WriteDoubleLittleEndian(target, number);
        return isNumber;
    }

    /// <summary>Digits that a Decimal does not hold are rounded.</summary>
    private static bool WriteDecimal(
        ClickHouseType type,
        Span<byte> target,
        ReadOnlySpan<byte> text
    )
    {
        if (
            !decimal.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
            return false;
        var rounded = decimal.Round(number, type.Scale, MidpointRounding.AwayFromZero);
        var whole = decimal.Truncate(rounded);
        var power = BigInteger.Pow(10, type.Scale);
        // The fraction has no more digits than a decimal holds.
        var scaled = ((BigInteger)whole * power) + (BigInteger)((rounded - whole) * (decimal)power);
        if (BigInteger.Abs(scaled) >= BigInteger.Pow(10, type.Digits))
            return false;
        target.Fill((byte)(scaled.Sign < 0 ? 0xFF : 0));
        return scaled.TryWriteBytes(target, out _);
    }

    private static void WriteWhole(Span<byte> target, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        bytes[..target.Length].CopyTo(target);
    }

    private void Reserve(int count)
    {
        if (_used + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_used + count, _buffer.Length * 2));
    }
}
