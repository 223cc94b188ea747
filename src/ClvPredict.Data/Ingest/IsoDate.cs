using System.Buffers.Binary;

namespace ClvPredict.Data.Ingest;

/// <summary>The date layout that is met most, read fast.</summary>
internal static class IsoDate
{
    // 127 - 9 for a digit, 127 for a mark; the first character is in the lowest byte.
    private const ulong NinesOfDate = 0x7F76_767F_7676_7676;
    private const ulong NinesOfTime = 0x7676_7F76_767F_7676;

    /// <summary>Reads <c>2011-12-31</c> and <c>2011-12-31 23:59:59</c> eight characters at a time; false for all else.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out DateText date)
    {
        date = default;
        var hasTime = text.Length == 19;
        if (
            !(hasTime || text.Length == 10)
            || !TryDigits(text, "0000-00-"u8, NinesOfDate, out var start)
            || !DateText.TryDigits(text.Slice(8, 2), out var day)
        )
            return false;
        var year = (Two(start, 0) * 100) + Two(start, 2);
        if (!hasTime)
        {
            date = new DateText(year, Two(start, 5), day, 0, 0, HasOffset: false, 0);
            return true;
        }
        if (
            text[10] is not ((byte)'T' or (byte)' ')
            || !TryDigits(text[11..], "00:00:00"u8, NinesOfTime, out var time)
        )
            return false;
        var (hour, minute, second) = (Two(time, 0), Two(time, 3), Two(time, 6));
        if (hour > 23 || minute > 59 || second > 59)
            return false;
        var secondOfDay = (hour * 3600) + (minute * 60) + second;
        date = new DateText(year, Two(start, 5), day, secondOfDay, text[10], HasOffset: false, 0);
        return true;
    }

    /// <summary>Whether eight characters are as in a pattern of zeros and marks, any digit in the place of a zero.</summary>
    /// <param name="text">At least eight characters.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="most">For each character how much it can be more than the pattern, taken from 127.</param>
    /// <param name="digits">The digits, one a byte.</param>
    private static bool TryDigits(
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> pattern,
        ulong most,
        out ulong digits
    )
    {
        digits =
            BinaryPrimitives.ReadUInt64LittleEndian(text)
            ^ BinaryPrimitives.ReadUInt64LittleEndian(pattern);
        // The sum's upper bit is set where a byte is above its limit, the byte's own where it is far above.
        return (((digits + most) | digits) & 0x8080_8080_8080_8080) == 0;
    }

    /// <summary>The number of two digits.</summary>
    private static int Two(ulong digits, int at) =>
        ((int)(digits >> (8 * at)) & 0xF) * 10 + ((int)(digits >> (8 * (at + 1))) & 0xF);
}
