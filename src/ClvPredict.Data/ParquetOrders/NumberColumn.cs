using System.Globalization;
using ClvPredict.Data.Ingest;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>A column of numbers, one slice of rows at a time.</summary>
internal sealed class NumberColumn : IDisposable
{
    private readonly ParquetColumnReader? _reader;
    private readonly TextColumn? _texts;
    private readonly byte _decimalMark;
    private readonly DecimalText[] _values = [];
    private readonly NumberFault[] _faults = [];
    private readonly bool[] _isNull = [];
    private readonly Int128[] _decimals = [];
    private readonly long[] _integers = [];
    private readonly double[] _doubles = [];

    /// <summary>A column of typed numbers.</summary>
    internal NumberColumn(ParquetColumnReader reader)
    {
        _reader = reader;
        _values = new DecimalText[RowSlice.MaxRows];
        _faults = new NumberFault[RowSlice.MaxRows];
        _isNull = new bool[RowSlice.MaxRows];
        if (reader.Column.Kind == ParquetKind.FloatingPoint)
            _doubles = new double[RowSlice.MaxRows];
        else if (IsWide(reader.Column))
            _decimals = new Int128[RowSlice.MaxRows];
        else
            _integers = new long[RowSlice.MaxRows];
    }

    /// <summary>A column of numbers written as text.</summary>
    internal NumberColumn(TextColumn texts, byte decimalMark)
    {
        _texts = texts;
        _decimalMark = decimalMark;
    }

    /// <summary>The number of a row.</summary>
    internal NumberField this[int row]
    {
        get
        {
            if (_texts is not null)
                return NumberField.OfText(_texts[row], _decimalMark);
            if (_isNull[row])
                return default;
            return _faults[row] == NumberFault.None
                ? NumberField.Of(_values[row])
                : NumberField.OfFault(_faults[row]);
        }
    }

    /// <summary>Goes to the next rows.</summary>
    internal void Read(int count)
    {
        if (_texts is not null)
            _texts.Read(count);
        else if (_doubles.Length > 0)
            ReadDoubles(count);
        else if (_decimals.Length > 0)
            ReadDecimals(count);
        else
            ReadIntegers(count);
    }

    /// <summary>Writes the number of a row; returns its bytes, at most 40, 0 where it is null.</summary>
    internal int WriteText(int row, Span<byte> target)
    {
        if (_texts is not null)
        {
            var text = _texts[row];
            text = text[..Math.Min(text.Length, target.Length)];
            text.CopyTo(target);
            return text.Length;
        }
        if (_isNull[row])
            return 0;
        int length;
        if (_doubles.Length > 0 && IsSingle)
            ((float)_doubles[row]).TryFormat(target, out length, "R", CultureInfo.InvariantCulture);
        else if (_doubles.Length > 0)
            _doubles[row].TryFormat(target, out length, "R", CultureInfo.InvariantCulture);
        else if (_decimals.Length > 0)
            length = WriteDecimal(_decimals[row], target);
        else if (!_reader!.Column.IsSigned)
            ((ulong)_integers[row]).TryFormat(
                target,
                out length,
                provider: CultureInfo.InvariantCulture
            );
        else
            length = WriteDecimal(_integers[row], target);
        return length;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _texts?.Dispose();
    }

    private bool IsSingle => _reader!.Column.PhysicalType != ParquetPhysicalType.Double;

    private static bool IsWide(ParquetColumn column) =>
        column.Kind == ParquetKind.Decimal
        && column.PhysicalType
            is ParquetPhysicalType.ByteArray
                or ParquetPhysicalType.FixedLengthByteArray;

    private void ReadIntegers(int count)
    {
        _reader!.ReadInt64(_integers.AsSpan(0, count), _isNull);
        var (scale, isSigned) = (_reader.Column.Scale, _reader.Column.IsSigned);
        for (var row = 0; row < count; row++)
        {
            var value = _integers[row];
            _faults[row] =
                isSigned || value >= 0
                    ? ExactNumber.OfDecimal(value, scale, out _values[row])
                    : ExactNumber.OfDecimal((Int128)(ulong)value, scale, out _values[row]);
        }
    }

    private void ReadDecimals(int count)
    {
        _reader!.ReadInt128(_decimals.AsSpan(0, count), _isNull);
        var scale = _reader.Column.Scale;
        for (var row = 0; row < count; row++)
            _faults[row] = ExactNumber.OfDecimal(_decimals[row], scale, out _values[row]);
    }

    private void ReadDoubles(int count)
    {
        _reader!.ReadDouble(_doubles.AsSpan(0, count), _isNull);
        var isSingle = IsSingle;
        for (var row = 0; row < count; row++)
        {
            var value = _doubles[row];
            _isNull[row] |= double.IsNaN(value);
            _faults[row] = isSingle
                ? ExactNumber.OfSingle((float)value, out _values[row])
                : ExactNumber.OfDouble(value, out _values[row]);
        }
    }

    private int WriteDecimal(Int128 value, Span<byte> target)
    {
        var scale = _reader!.Column.Scale;
        Int128
            .Abs(value)
            .TryFormat(
                target,
                out var length,
                scale == 0 ? "" : $"D{scale + 1}",
                CultureInfo.InvariantCulture
            );
        if (scale > 0)
        {
            target[(length - scale)..length].CopyTo(target[(length - scale + 1)..]);
            target[length - scale] = (byte)'.';
            length++;
        }
        if (value >= 0)
            return length;
        target[..length].CopyTo(target[1..]);
        target[0] = (byte)'-';
        return length + 1;
    }
}
