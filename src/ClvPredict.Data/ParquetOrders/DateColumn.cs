using System.Globalization;
using ClvPredict.Data.Ingest;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>A column of dates or timestamps, one slice of rows at a time.</summary>
internal sealed class DateColumn : IDisposable
{
    private const int SecondsPerDay = 86_400;
    private const int NoDay = int.MinValue;

    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    private readonly ParquetColumnReader? _reader;
    private readonly TextColumn? _texts;
    private readonly DateReader? _written;
    private readonly long[] _values = [];
    private readonly bool[] _isNull = [];
    private readonly bool _isUtc;
    private readonly bool _hasTime;

    /// <summary>A column of typed dates or timestamps.</summary>
    internal DateColumn(ParquetColumnReader reader)
    {
        _reader = reader;
        _values = new long[RowSlice.MaxRows];
        _isNull = new bool[RowSlice.MaxRows];
        _hasTime = reader.Column.Kind == ParquetKind.Timestamp;
        _isUtc = _hasTime && reader.Column.IsUtcAdjusted;
    }

    /// <summary>A column of dates written as text.</summary>
    internal DateColumn(TextColumn texts, DateReader written)
    {
        _texts = texts;
        _written = written;
    }

    /// <summary>The day number of a typed value: days since 1970, or units of time since then; beyond all calendars where it
    /// is beyond an integer.</summary>
    internal static int DayOf(ParquetColumn column, long value, out int secondOfDay)
    {
        var (day, second) = (value, 0L);
        if (column.Kind == ParquetKind.Timestamp)
        {
            var seconds = FloorDivide(value, column.UnitsPerSecond, out _);
            day = FloorDivide(seconds, SecondsPerDay, out second);
        }
        secondOfDay = (int)second;
        return day is > int.MaxValue / 2 or < int.MinValue / 2 ? NoDay : (int)day + s_epoch;
    }

    /// <summary>The date of a row.</summary>
    internal DateField this[int row]
    {
        get
        {
            if (_texts is not null)
                return _written!.Read(_texts[row]);
            if (_isNull[row])
                return DateField.Missing;
            var day = DayOf(_reader!.Column, _values[row], out var second);
            return _isUtc ? DateField.OfUtc(day, second) : DateField.OfLocal(day, second, _hasTime);
        }
    }

    /// <summary>Goes to the next rows.</summary>
    internal void Read(int count)
    {
        if (_texts is not null)
            _texts.Read(count);
        else
            _reader!.ReadInt64(_values.AsSpan(0, count), _isNull);
    }

    /// <summary>Writes the date of a row in ISO form, or the number it is stored as where it is in no calendar; returns its
    /// bytes, at most 30, 0 where it is null.</summary>
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
        var culture = CultureInfo.InvariantCulture;
        var day = DayOf(_reader!.Column, _values[row], out var second);
        int length;
        if (day < 0 || day > DateOnly.MaxValue.DayNumber)
        {
            _values[row].TryFormat(target, out length, provider: culture);
            return length;
        }
        var format = _hasTime ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-dd";
        DateOnly
            .FromDayNumber(day)
            .ToDateTime(TimeOnly.MinValue)
            .AddSeconds(second)
            .TryFormat(target, out length, format, culture);
        if (_isUtc)
            target[length++] = (byte)'Z';
        return length;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _texts?.Dispose();
    }

    private static long FloorDivide(long value, long by, out long rest)
    {
        var (quotient, left) = Math.DivRem(value, by);
        rest = left < 0 ? left + by : left;
        return left < 0 ? quotient - 1 : quotient;
    }
}
