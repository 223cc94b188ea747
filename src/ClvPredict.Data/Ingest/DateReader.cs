using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>Reads the dates of a whole input in one layout. Where day and month could change places, the line keeps the two
/// numbers as written until the end of the input has shown their order (<see cref="DayMonthOrder"/>).</summary>
internal sealed class DateReader
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private readonly string? _pattern;
    private readonly bool? _dayFirst;
    private DateLayout? _layout;
    private byte _timeMark;

    internal DateReader(OrderReadOptions options)
    {
        _dayFirst = options.DateFormat switch
        {
            "dmy" => true,
            "mdy" => false,
            _ => null,
        };
        if (options.DateFormat is not null && _dayFirst is null)
        {
            _pattern = options.DateFormat;
            _layout = DateLayout.Pattern;
        }
    }

    /// <summary>Whether the order of day and month is only known at the end of the input.</summary>
    internal bool IsOrderOpen =>
        _dayFirst is null && (_layout is DateLayout.Slashed or DateLayout.Dashed);

    /// <summary>Lines whose time zone was not applied.</summary>
    internal long ZonesIgnored { get; private set; }

    /// <summary>Takes the layout of most dates at the start of a source, unless an earlier source has shown it.</summary>
    /// <exception cref="OrderDataException">No date there is in a known layout.</exception>
    internal void DecideLayout(CsvInput input, OrderHeader header, string source)
    {
        if (_layout is not null)
            return;
        var votes = new int[(int)DateLayout.Pattern];
        var column = header.ColumnOf(OrderRole.OrderDate);
        string? example = null;
        var head = input.ScanHead();
        head.Next();
        while (head.Next())
        {
            if (head.FieldCount != header.FieldCount)
                continue;
            var text = head.Field(column).Trim((byte)' ');
            if (DateText.LayoutOf(text) is { } layout && DateText.TryParse(text, layout, out _))
                votes[(int)layout]++;
            else if (example is null && !text.IsEmpty)
                example = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 80)]);
        }
        var best = Array.IndexOf(votes, votes.Max());
        if (votes[best] > 0)
        {
            _layout = (DateLayout)best;
        }
        else if (example is not null)
        {
            throw new OrderDataException(
                $"{source}: '{example}' in the date column is no known date format (2011-12-31, 2011/12/31, 20111231, 31/12/2011, 12/31/2011, 31.12.2011, 31-12-2011, each with or without a time). Give it with --date-format, for example \"d MMM yyyy\"."
            );
        }
    }

    /// <summary>Reads one date.</summary>
    /// <param name="text">The field without outer spaces.</param>
    /// <param name="stored">The day number, or the numbers as written when <paramref name="fit"/> is not settled.</param>
    /// <param name="secondOfDay">0..86,399.</param>
    /// <param name="fit">In which order of day and month it is a date.</param>
    /// <returns>Null, or why the line is rejected.</returns>
    internal string? Read(
        ReadOnlySpan<byte> text,
        out int stored,
        out int secondOfDay,
        out DateFit fit
    )
    {
        stored = 0;
        secondOfDay = 0;
        fit = DateFit.Settled;
        if (text.IsEmpty)
            return RejectReasons.DateMissing;
        if (_layout is not { } layout)
            return RejectReasons.DateNotUnderstood;
        var isRead = _pattern is null
            ? DateText.TryParse(text, layout, out var date)
            : DateText.TryParse(text, _pattern, out date);
        if (!isRead)
            return RejectReasons.DateNotUnderstood;
        if (date.Year is < FirstYear or > LastYear)
            return RejectReasons.DateOutOfRange;
        secondOfDay = date.SecondOfDay;
        if (IsOrderOpen)
        {
            var asDayFirst = IsInCalendar(date.Year, date.Second, date.First);
            var asMonthFirst = IsInCalendar(date.Year, date.First, date.Second);
            if (!asDayFirst && !asMonthFirst)
                return RejectReasons.DateNotInCalendar;
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
                return RejectReasons.DateNotInCalendar;
            stored = new DateOnly(date.Year, month, day).DayNumber;
        }
        if (date.HasZone)
            ZonesIgnored++;
        if (_timeMark == 0)
            _timeMark = date.TimeMark;
        return null;
    }

    /// <summary>The day of a date kept as written; -1 when that is no date in this order of day and month.</summary>
    internal static int Unpack(int stored, bool dayFirst)
    {
        var (year, first, second) = (stored / 10_000, stored / 100 % 100, stored % 100);
        var (month, day) = dayFirst ? (second, first) : (first, second);
        return IsInCalendar(year, month, day) ? new DateOnly(year, month, day).DayNumber : -1;
    }

    /// <summary>The format for the report.</summary>
    /// <param name="dayFirst">The order shown by the input, where it was open.</param>
    internal string Describe(bool dayFirst)
    {
        var isDayFirst = _dayFirst ?? dayFirst;
        var date = _layout switch
        {
            DateLayout.YearDashed => "yyyy-MM-dd",
            DateLayout.YearSlashed => "yyyy/MM/dd",
            DateLayout.Compact => "yyyyMMdd",
            DateLayout.Slashed => isDayFirst ? "dd/MM/yyyy" : "MM/dd/yyyy",
            DateLayout.Dashed => isDayFirst ? "dd-MM-yyyy" : "MM-dd-yyyy",
            DateLayout.Dotted => "dd.MM.yyyy",
            _ => _pattern ?? "",
        };
        return _timeMark switch
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
