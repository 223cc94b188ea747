using System.Globalization;

namespace ClvPredict.Data.Ingest;

/// <summary>A date and time of day as written, not yet known to be in the calendar.</summary>
/// <param name="Year">Year, four digits.</param>
/// <param name="First">The first of the two other numbers.</param>
/// <param name="Second">The second of them.</param>
/// <param name="SecondOfDay">0..86,399; 0 without a time.</param>
/// <param name="TimeMark">The character before the time, 0 without a time.</param>
/// <param name="HasOffset">True when the time's distance from UTC follows; it is not applied here.</param>
/// <param name="OffsetMinutes">Minutes that the time is ahead of UTC, where it says so.</param>
internal readonly record struct DateText(
    int Year,
    int First,
    int Second,
    int SecondOfDay,
    byte TimeMark,
    bool HasOffset,
    int OffsetMinutes
)
{
    /// <summary>The layout that a text starts with; null when it is none.</summary>
    internal static DateLayout? LayoutOf(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0)
            digits = text.Length;
        if (digits == 8)
            return DateLayout.Compact;
        if (digits is 0 or 3 or > 4 || digits >= text.Length)
            return null;
        return (text[digits], digits == 4) switch
        {
            ((byte)'-', true) => DateLayout.YearDashed,
            ((byte)'/', true) => DateLayout.YearSlashed,
            ((byte)'/', false) => DateLayout.Slashed,
            ((byte)'-', false) => DateLayout.Dashed,
            ((byte)'.', false) => DateLayout.Dotted,
            _ => null,
        };
    }

    /// <summary>Reads a date in one of the fixed layouts with an optional time <c>H:mm[:ss[.f]]</c> and zone.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, DateLayout layout, out DateText date)
    {
        if (layout == DateLayout.YearDashed && IsoDate.TryParse(text, out date))
            return true;
        return TryParsePlain(text, layout, out date);
    }

    /// <summary>As <see cref="TryParse(ReadOnlySpan{byte}, DateLayout, out DateText)"/>, character by character.</summary>
    internal static bool TryParsePlain(
        ReadOnlySpan<byte> text,
        DateLayout layout,
        out DateText date
    )
    {
        date = default;
        var at = 0;
        int year,
            first,
            second;
        if (layout == DateLayout.Compact)
        {
            if (text.Length < 8 || !TryDigits(text[..8], out var all))
                return false;
            (year, first, second) = (all / 10_000, all / 100 % 100, all % 100);
            at = 8;
        }
        else if (layout is DateLayout.YearDashed or DateLayout.YearSlashed)
        {
            var mark = layout == DateLayout.YearDashed ? (byte)'-' : (byte)'/';
            if (text.Length < 10 || text[4] != mark || text[7] != mark)
                return false;
            if (
                !TryDigits(text[..4], out year)
                || !TryDigits(text.Slice(5, 2), out first)
                || !TryDigits(text.Slice(8, 2), out second)
            )
            {
                return false;
            }
            at = 10;
        }
        else
        {
            var mark = MarkOf(layout);
            if (
                !TryOneOrTwo(text, ref at, out first)
                || !TrySkip(text, ref at, mark)
                || !TryOneOrTwo(text, ref at, out second)
                || !TrySkip(text, ref at, mark)
                || text.Length < at + 4
                || !TryDigits(text.Slice(at, 4), out year)
            )
            {
                return false;
            }
            at += 4;
        }
        var rest = text[at..];
        if (rest.IsEmpty)
        {
            date = new DateText(year, first, second, 0, 0, HasOffset: false, 0);
            return true;
        }
        if (!TryTime(rest, out var secondOfDay, out var hasOffset, out var offset))
            return false;
        date = new DateText(year, first, second, secondOfDay, rest[0], hasOffset, offset);
        return true;
    }

    /// <summary>Reads a date with an exact .NET pattern; First is the month and Second the day.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, string pattern, out DateText date)
    {
        date = default;
        Span<char> chars = stackalloc char[64];
        if (
            text.Length > chars.Length
            || !System.Text.Encoding.UTF8.TryGetChars(text, chars, out var count)
        )
            return false;
        if (
            !DateTimeOffset.TryParseExact(
                chars[..count],
                pattern,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var parsed
            )
        )
        {
            return false;
        }
        var seconds = (int)(parsed.TimeOfDay.Ticks / TimeSpan.TicksPerSecond);
        var hasOffset = pattern.AsSpan().IndexOfAny('z', 'K') >= 0;
        date = new DateText(
            parsed.Year,
            parsed.Month,
            parsed.Day,
            seconds,
            pattern.Contains('m', StringComparison.Ordinal) ? (byte)' ' : (byte)0,
            hasOffset,
            (int)parsed.Offset.TotalMinutes
        );
        return true;
    }

    private static byte MarkOf(DateLayout layout) =>
        layout switch
        {
            DateLayout.Slashed => (byte)'/',
            DateLayout.Dashed => (byte)'-',
            _ => (byte)'.',
        };

    private static bool TryTime(
        ReadOnlySpan<byte> text,
        out int secondOfDay,
        out bool hasOffset,
        out int offset
    )
    {
        secondOfDay = 0;
        hasOffset = false;
        offset = 0;
        var at = 1;
        if (
            text[0] is not ((byte)'T' or (byte)' ')
            || !TryOneOrTwo(text, ref at, out var hour)
            || hour > 23
        )
            return false;
        if (
            !TrySkip(text, ref at, (byte)':')
            || !TryTwo(text, ref at, out var minute)
            || minute > 59
        )
            return false;
        var second = 0;
        if (TrySkip(text, ref at, (byte)':'))
        {
            if (!TryTwo(text, ref at, out second) || second > 59)
                return false;
            if (TrySkip(text, ref at, (byte)'.') && !TrySkipFraction(text, ref at))
                return false;
        }
        secondOfDay = (hour * 3600) + (minute * 60) + second;
        hasOffset = at < text.Length;
        return !hasOffset || TryOffset(text[at..].TrimStart((byte)' '), out offset);
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutesAhead)
    {
        minutesAhead = 0;
        if (text.SequenceEqual("Z"u8) || text.SequenceEqual("UTC"u8))
            return true;
        var at = 1;
        if (
            text.Length < 3
            || text[0] is not ((byte)'+' or (byte)'-')
            || !TryTwo(text, ref at, out var hours)
            || hours > 14
        )
            return false;
        var minutes = 0;
        if (at < text.Length)
        {
            TrySkip(text, ref at, (byte)':');
            if (!TryTwo(text, ref at, out minutes) || minutes > 59 || at < text.Length)
                return false;
        }
        minutesAhead = ((hours * 60) + minutes) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TrySkipFraction(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
            at++;
        return at > start;
    }

    private static bool TrySkip(ReadOnlySpan<byte> text, ref int at, byte mark)
    {
        if (at >= text.Length || text[at] != mark)
            return false;
        at++;
        return true;
    }

    private static bool TryTwo(ReadOnlySpan<byte> text, ref int at, out int number)
    {
        number = 0;
        if (text.Length < at + 2 || !TryDigits(text.Slice(at, 2), out number))
            return false;
        at += 2;
        return true;
    }

    private static bool TryOneOrTwo(ReadOnlySpan<byte> text, ref int at, out int number)
    {
        number = 0;
        var start = at;
        for (; at < text.Length && at < start + 2 && (uint)(text[at] - '0') <= 9; at++)
            number = (number * 10) + (text[at] - '0');
        return at > start;
    }

    internal static bool TryDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var symbol in text)
        {
            var digit = (uint)(symbol - '0');
            if (digit > 9)
                return false;
            number = (number * 10) + (int)digit;
        }
        return true;
    }
}
