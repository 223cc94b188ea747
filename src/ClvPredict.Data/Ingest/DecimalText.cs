namespace ClvPredict.Data.Ingest;

/// <summary>A number read from decimal text, exactly: <c>Mantissa / 10^Scale</c>.</summary>
/// <param name="Mantissa">At most 18 digits.</param>
/// <param name="Scale">Digits after the decimal mark, 0..18.</param>
/// <param name="IsCutOff">True when digits other than zero followed beyond what fits; the value is then a little nearer to
/// zero than the text.</param>
internal readonly record struct DecimalText(long Mantissa, int Scale, bool IsCutOff)
{
    internal const long MaxAmountUnits = 100_000_000_000;
    internal const long MaxQuantity = 1_000_000_000;

    private const int MaxDigits = 18;
    private const int MinorDigits = 4;

    private static readonly long[] s_powersOf10 = CreatePowersOf10();

    /// <summary>Reads an optional sign, digits, perhaps in groups of three, decimals after a mark, and an optional exponent.</summary>
    /// <param name="text">The field without outer spaces.</param>
    /// <param name="decimalMark">Point or comma; the other one groups digits.</param>
    /// <param name="value">The number; zero when it could not be read.</param>
    internal static NumberFault Parse(
        ReadOnlySpan<byte> text,
        byte decimalMark,
        out DecimalText value
    )
    {
        value = default;
        var at = 0;
        var isNegative = false;
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
        {
            isNegative = text[0] == '-';
            at = 1;
        }
        var first = at;
        long mantissa = 0;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            if (mantissa >= s_powersOf10[MaxDigits - 1])
                return IsNumberToEnd(text, at, decimalMark)
                    ? NumberFault.OutOfRange
                    : NumberFault.NotANumber;
            mantissa = (mantissa * 10) + (text[at] - '0');
        }
        var groupMark = decimalMark == '.' ? (byte)',' : (byte)'.';
        if (at < text.Length && text[at] == groupMark)
        {
            var fault = ParseGroups(text, groupMark, at - first, ref at, ref mantissa);
            if (fault != NumberFault.None)
                return fault;
        }
        var digits = at - first;
        var scale = 0;
        var isCutOff = false;
        if (at < text.Length && text[at] == decimalMark)
        {
            at++;
            digits += ParseDecimals(text, ref at, ref mantissa, ref scale, ref isCutOff);
        }
        if (digits == 0)
            return NumberFault.NotANumber;
        value = new DecimalText(isNegative ? -mantissa : mantissa, scale, isCutOff);
        return at == text.Length ? NumberFault.None : ParseExponent(text[at..], ref value);
    }

    /// <summary>Minor units, rounded half to even.</summary>
    /// <param name="minor">The amount; at most <see cref="MaxAmountUnits"/> units.</param>
    /// <param name="isRounded">True when the text has more than four decimals that matter.</param>
    internal NumberFault ToMinor(out long minor, out bool isRounded)
    {
        if (Scale > MinorDigits)
            return ToMinor(Mantissa, Scale, IsCutOff, out minor, out isRounded);
        isRounded = false;
        minor = 0;
        var limit = MaxAmountUnits * s_powersOf10[Scale];
        if (Mantissa > limit || Mantissa < -limit)
            return NumberFault.OutOfRange;
        minor = Mantissa * s_powersOf10[MinorDigits - Scale];
        return NumberFault.None;
    }

    /// <summary>Quantity times unit price in minor units; exact before it is rounded half to even.</summary>
    internal static NumberFault Multiply(
        DecimalText quantity,
        DecimalText unitPrice,
        out long minor,
        out bool isRounded
    )
    {
        var isCutOff = quantity.IsCutOff || unitPrice.IsCutOff;
        var product = (Int128)quantity.Mantissa * unitPrice.Mantissa;
        return ToMinor(
            product,
            quantity.Scale + unitPrice.Scale,
            isCutOff,
            out minor,
            out isRounded
        );
    }

    /// <summary>The nearest double, at most <see cref="MaxQuantity"/>.</summary>
    internal NumberFault ToQuantity(out double quantity)
    {
        quantity = (double)Mantissa / s_powersOf10[Scale];
        return Math.Abs(quantity) <= MaxQuantity ? NumberFault.None : NumberFault.OutOfRange;
    }

    private static NumberFault ToMinor(
        Int128 mantissa,
        int scale,
        bool isCutOff,
        out long minor,
        out bool isRounded
    )
    {
        minor = 0;
        isRounded = false;
        // A mantissa has at most 36 digits, so beyond this scale no amount reaches the limit, which would overflow.
        if (scale <= 26 && Int128.Abs(mantissa) > (Int128)MaxAmountUnits * PowerOf10(scale))
            return NumberFault.OutOfRange;
        if (scale <= MinorDigits)
        {
            minor = (long)(mantissa * s_powersOf10[MinorDigits - scale]);
            isRounded = isCutOff;
            return NumberFault.None;
        }
        var divisor = PowerOf10(scale - MinorDigits);
        var (quotient, rest) = Int128.DivRem(mantissa, divisor);
        var half = divisor / 2;
        var distance = Int128.Abs(rest);
        var isUp =
            distance > half || (distance == half && (isCutOff || Int128.IsOddInteger(quotient)));
        if (isUp)
            quotient += mantissa < 0 ? -1 : 1;
        minor = (long)quotient;
        isRounded = distance != 0 || isCutOff;
        return NumberFault.None;
    }

    /// <summary>Reads the digits after the mark; returns how many there are.</summary>
    private static int ParseDecimals(
        ReadOnlySpan<byte> text,
        ref int at,
        ref long mantissa,
        ref int scale,
        ref bool isCutOff
    )
    {
        var first = at;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            if (scale < MaxDigits && mantissa < s_powersOf10[MaxDigits - 1])
            {
                mantissa = (mantissa * 10) + (text[at] - '0');
                scale++;
            }
            else
            {
                isCutOff |= text[at] != '0';
            }
        }
        return at - first;
    }

    /// <summary>Reads <c>e-16</c> or the like to the end of the text, as statistics packages write sums that are nearly
    /// zero, and shifts the number by it.</summary>
    private static NumberFault ParseExponent(ReadOnlySpan<byte> text, ref DecimalText value)
    {
        var number = value;
        value = default;
        var at = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        var isExponent =
            text[0] is (byte)'e' or (byte)'E' && text.Length > at && text.Length <= at + 4;
        if (!isExponent || text[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return NumberFault.NotANumber;
        var exponent = 0;
        foreach (var digit in text[at..])
            exponent = (exponent * 10) + (digit - '0');
        var scale = number.Scale + (text[1] == '-' ? exponent : -exponent);
        if (number.Mantissa == 0)
            return NumberFault.None;
        if (scale < 0)
        {
            if (-scale > MaxDigits || Math.Abs(number.Mantissa) > s_powersOf10[MaxDigits + scale])
                return NumberFault.OutOfRange;
            value = new DecimalText(number.Mantissa * s_powersOf10[-scale], 0, number.IsCutOff);
            return NumberFault.None;
        }
        var divisor = s_powersOf10[Math.Clamp(scale - MaxDigits, 0, MaxDigits)];
        var (mantissa, rest) = Math.DivRem(number.Mantissa, divisor);
        value = new DecimalText(mantissa, Math.Min(scale, MaxDigits), number.IsCutOff || rest != 0);
        return NumberFault.None;
    }

    private static NumberFault ParseGroups(
        ReadOnlySpan<byte> text,
        byte groupMark,
        int leadingDigits,
        ref int at,
        ref long mantissa
    )
    {
        if (leadingDigits is 0 or > 3)
            return NumberFault.NotANumber;
        while (at < text.Length && text[at] == groupMark)
        {
            for (var digit = 1; digit <= 3; digit++)
            {
                if (at + digit >= text.Length || (uint)(text[at + digit] - '0') > 9)
                    return NumberFault.NotANumber;
                if (mantissa >= s_powersOf10[MaxDigits - 1])
                    return NumberFault.OutOfRange;
                mantissa = (mantissa * 10) + (text[at + digit] - '0');
            }
            at += 4;
        }
        return NumberFault.None;
    }

    /// <summary>Whether only digits and marks follow, so that the text is a number, only too large.</summary>
    private static bool IsNumberToEnd(ReadOnlySpan<byte> text, int at, byte decimalMark)
    {
        var rest = text[at..].TrimStart("0123456789"u8);
        return rest.IsEmpty
            || (rest[0] == decimalMark && rest[1..].TrimStart("0123456789"u8).IsEmpty);
    }

    private static long[] CreatePowersOf10()
    {
        var powers = new long[MaxDigits + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    /// <summary>10^exponent, 0..18.</summary>
    internal static long PowerOf10AsLong(int exponent) => s_powersOf10[exponent];

    private static Int128 PowerOf10(int exponent) =>
        exponent <= MaxDigits
            ? s_powersOf10[exponent]
            : (Int128)s_powersOf10[MaxDigits] * s_powersOf10[exponent - MaxDigits];
}
