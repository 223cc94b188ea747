using System.Buffers.Text;

namespace ClvPredict.Data.Sql.Insert;

/// <summary>Values as tables write them, in UTF-8: numbers with a point, days as 2025-01-31, true and false. True and false
/// are also the numbers 1 and 0, for databases without a type of their own for them.</summary>
internal static class CellText
{
    /// <summary>The whole number that a text is.</summary>
    internal static bool TryWhole(ReadOnlySpan<byte> text, out long value)
    {
        if (Utf8Parser.TryParse(text, out value, out var used) && used == text.Length)
            return true;
        var isFlag = TryFlag(text, out var flag);
        value = flag ? 1 : 0;
        return isFlag;
    }

    /// <summary>The finite number that a text is.</summary>
    internal static bool TryNumber(ReadOnlySpan<byte> text, out double value)
    {
        if (Utf8Parser.TryParse(text, out value, out int used) && used == text.Length)
            return double.IsFinite(value);
        var isFlag = TryFlag(text, out var flag);
        value = flag ? 1 : 0;
        return isFlag;
    }

    /// <summary>The finite number that a text is, to the nearest of 32 bits.</summary>
    internal static bool TryNumber32(ReadOnlySpan<byte> text, out float value)
    {
        if (Utf8Parser.TryParse(text, out value, out int used) && used == text.Length)
            return float.IsFinite(value);
        var isFlag = TryFlag(text, out var flag);
        value = flag ? 1 : 0;
        return isFlag;
    }

    /// <summary>The yes or no that a text is: true, false, 1 or 0.</summary>
    internal static bool TryFlag(ReadOnlySpan<byte> text, out bool value)
    {
        value = text is [(byte)'1'] || System.Text.Ascii.EqualsIgnoreCase(text, "true"u8);
        return value || text is [(byte)'0'] || System.Text.Ascii.EqualsIgnoreCase(text, "false"u8);
    }

    /// <summary>1 and 0 for true and false, any other text as it is.</summary>
    internal static ReadOnlySpan<byte> AsNumber(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (text[0] | 0x20) is not ('t' or 'f') || !TryFlag(text, out var flag))
            return text;
        return flag ? "1"u8 : "0"u8;
    }

    /// <summary>The day that a text is.</summary>
    internal static bool TryDay(ReadOnlySpan<byte> text, out DateOnly value)
    {
        value = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return false;
        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        value = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Whether a text is a value of a column whose bounds are no narrower than its kind.</summary>
    internal static bool Fits(TargetColumn column, ReadOnlySpan<byte> text) =>
        column.Kind switch
        {
            CellKind.Whole => TryWhole(text, out var whole)
                && whole >= column.Low
                && whole <= column.High,
            CellKind.Number => TryNumber(text, out _),
            CellKind.Flag => TryFlag(text, out _),
            CellKind.Day => TryDay(text, out var day)
                && day >= column.FirstDay
                && day <= column.LastDay,
            _ => true,
        };

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            number = (number * 10) + digit - '0';
        }
        return number;
    }
}
