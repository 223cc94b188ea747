using ClvPredict.Data.Columns;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>Reads the dates of a whole input in one layout. Where day and month could change places, the line keeps the two
/// numbers as written until the end of the input has shown their order (<see cref="DayMonthOrder"/>).</summary>
internal sealed class DateReader
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly int s_firstDay = new DateOnly(FirstYear, 1, 1).DayNumber;
    private static readonly int s_lastDay = new DateOnly(LastYear, 12, 31).DayNumber;

    private readonly string? _pattern;
    private readonly bool? _dayFirst;
    private DateLayout? _layout;

    internal DateReader(string? dateFormat)
    {
        _dayFirst = dateFormat switch
        {
            "dmy" => true,
            "mdy" => false,
            _ => null,
        };
        if (dateFormat is not null && _dayFirst is null)
        {
            _pattern = dateFormat;
            _layout = DateLayout.Pattern;
        }
    }

    /// <summary>Whether the order of day and month is only known at the end of the input.</summary>
    internal bool IsOrderOpen =>
        _dayFirst is null && (_layout is DateLayout.Slashed or DateLayout.Dashed);

    /// <summary>Whether a day number is in the years that are taken for order dates.</summary>
    internal static bool IsInRange(int dayNumber) =>
        dayNumber >= s_firstDay && dayNumber <= s_lastDay;

    /// <summary>Whether the layout of dates written as text is still to be decided.</summary>
    internal bool NeedsLayout => _layout is null;

    /// <summary>Takes the layout of most dates at the start of a source, unless an earlier source has shown it.</summary>
    /// <exception cref="OrderDataException">No date there is in a known layout.</exception>
    internal void DecideLayout(CsvInput input, OrderHeader header, string source, OrderRole role)
    {
        if (!NeedsLayout)
            return;
        var votes = new DateVotes();
        var column = header.ColumnOf(role);
        var head = input.ScanHead();
        head.Next();
        while (head.Next())
        {
            if (head.FieldCount == header.FieldCount)
                votes.Add(head.Field(column).Trim((byte)' '));
        }
        DecideLayout(source, votes);
    }

    /// <summary>Takes the layout of most dates at the start of a source.</summary>
    /// <exception cref="OrderDataException">No date there is in a known layout.</exception>
    internal void DecideLayout(string source, DateVotes votes)
    {
        _layout = votes.Winner;
        if (_layout is null && votes.Unknown is { } example)
        {
            throw new OrderDataException(
                $"{source}: '{example}' in the date column is no known date format (2011-12-31, 2011/12/31, 20111231, 31/12/2011, 12/31/2011, 31.12.2011, 31-12-2011, each with or without a time). Give it with --date-format, for example \"d MMM yyyy\"."
            );
        }
    }

    /// <summary>Reads one date, a field without outer spaces.</summary>
    internal DateField Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return DateField.Missing;
        if (_layout is not { } layout)
            return Refuse(text, RejectReasons.DateNotUnderstood);
        var isRead = _pattern is null
            ? DateText.TryParse(text, layout, out var date)
            : DateText.TryParse(text, _pattern, out date);
        if (!isRead)
            return Refuse(text, RejectReasons.DateNotUnderstood);
        if (date.Year is < FirstYear or > LastYear)
            return Refuse(text, RejectReasons.DateOutOfRange);
        var isOpen = IsOrderOpen;
        var fit = DateFit.Settled;
        int stored;
        if (isOpen)
        {
            var asDayFirst = IsInCalendar(date.Year, date.Second, date.First);
            var asMonthFirst = IsInCalendar(date.Year, date.First, date.Second);
            if (!asDayFirst && !asMonthFirst)
                return Refuse(text, RejectReasons.DateNotInCalendar);
            stored = Pack(date);
            if (asDayFirst && asMonthFirst)
                fit = date.First == date.Second ? DateFit.Settled : DateFit.Either;
            else
                fit = asDayFirst ? DateFit.DayFirst : DateFit.MonthFirst;
        }
        else
        {
            var isDayFirst =
                layout == DateLayout.Dotted
                || (_dayFirst == true && (layout is DateLayout.Slashed or DateLayout.Dashed));
            var (month, day) = isDayFirst ? (date.Second, date.First) : (date.First, date.Second);
            if (!IsInCalendar(date.Year, month, day))
                return Refuse(text, RejectReasons.DateNotInCalendar);
            stored = new DateOnly(date.Year, month, day).DayNumber;
        }
        return new DateField
        {
            Text = text,
            Day = stored,
            SecondOfDay = date.SecondOfDay,
            Fit = fit,
            IsOrderOpen = isOpen,
            TimeMark = date.TimeMark,
            HasOffset = date.HasOffset,
            OffsetMinutes = date.OffsetMinutes,
        };
    }

    private static DateField Refuse(ReadOnlySpan<byte> text, string reason) =>
        new() { Text = text, Fault = reason };

    /// <summary>The day of a date kept as written; -1 when that is no date in this order of day and month.</summary>
    internal static int Unpack(int stored, bool dayFirst)
    {
        var (year, first, second) = (stored / 10_000, stored / 100 % 100, stored % 100);
        var (month, day) = dayFirst ? (second, first) : (first, second);
        return IsInCalendar(year, month, day) ? new DateOnly(year, month, day).DayNumber : -1;
    }

    /// <summary>Gives lines the days of dates kept as written. Those that are none are left out.</summary>
    internal static void Unpack(OrderLines lines, bool dayFirst, BytePool pool)
    {
        foreach (var block in lines.Blocks)
        {
            block.Replace(LineField.Day, day => Unpack((int)day, dayFirst), pool);
            var days = block[LineField.Day];
            if (days.Least >= 0)
                continue;
            var place = 0;
            block.Replace(
                LineField.Customer,
                customer => days[place++] < 0 ? OrderLines.LeftOut : customer,
                pool
            );
        }
    }

    /// <summary>The format for the report.</summary>
    /// <param name="dayFirst">The order shown by the input, where it was open.</param>
    /// <param name="timeMark">The character before the first time read; 0 where there was none.</param>
    internal string Describe(bool dayFirst, byte timeMark)
    {
        if (_pattern is not null)
            return _pattern;
        var isDayFirst = _dayFirst ?? dayFirst;
        var date = _layout switch
        {
            DateLayout.YearDashed => "yyyy-MM-dd",
            DateLayout.YearSlashed => "yyyy/MM/dd",
            DateLayout.Compact => "yyyyMMdd",
            DateLayout.Slashed => isDayFirst ? "dd/MM/yyyy" : "MM/dd/yyyy",
            DateLayout.Dashed => isDayFirst ? "dd-MM-yyyy" : "MM-dd-yyyy",
            DateLayout.Dotted => "dd.MM.yyyy",
            _ => null,
        };
        if (date is null)
            return "typed";
        return timeMark switch
        {
            (byte)'T' => date + "THH:mm:ss",
            (byte)' ' => date + " HH:mm:ss",
            _ => date,
        };
    }

    private static int Pack(in DateText date) =>
        (date.Year * 10_000) + (date.First * 100) + date.Second;

    private static bool IsInCalendar(int year, int month, int day) =>
        month is >= 1 and <= 12
        && day >= 1
        && (day <= 28 || day <= DateTime.DaysInMonth(year, month));
}
