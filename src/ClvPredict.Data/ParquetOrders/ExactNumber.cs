using System.Globalization;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>Typed numbers as the decimals that the order reader takes, without a way through floating point for decimals,
/// and by their shortest text for floating point.</summary>
internal static class ExactNumber
{
    private const int MaxDigits = 18;
    private const double MaxExact = 1e15;
    private const float MaxExactSingle = 1e6f;

    private static readonly long s_tooLarge = DecimalText.PowerOf10AsLong(MaxDigits);

    /// <summary>A decimal of any precision; digits that do not matter to money are cut off and marked.</summary>
    /// <param name="value">Without its decimal point.</param>
    /// <param name="scale">Digits after the decimal point, from 0.</param>
    /// <param name="number">The number, where there is no fault.</param>
    internal static NumberFault OfDecimal(Int128 value, int scale, out DecimalText number)
    {
        var isCutOff = false;
        while (scale > MaxDigits || value >= s_tooLarge || value <= -s_tooLarge)
        {
            if (scale == 0)
            {
                number = default;
                return NumberFault.OutOfRange;
            }
            (value, var digit) = Int128.DivRem(value, 10);
            isCutOff |= digit != 0;
            scale--;
        }
        number = new DecimalText((long)value, scale, isCutOff);
        return NumberFault.None;
    }

    /// <summary>As <see cref="OfDecimal(Int128, int, out DecimalText)"/>, of fewer digits.</summary>
    internal static NumberFault OfDecimal(long value, int scale, out DecimalText number)
    {
        if (scale > MaxDigits || value >= s_tooLarge || value <= -s_tooLarge)
            return OfDecimal((Int128)value, scale, out number);
        number = new DecimalText(value, scale, IsCutOff: false);
        return NumberFault.None;
    }

    /// <summary>The shortest decimal that reads back as the same double.</summary>
    internal static NumberFault OfDouble(double value, out DecimalText number)
    {
        // Of the decimals of at most 15 digits no two are the same double, so one that is this double is its shortest text.
        var scaled = Math.Round(value * 1e4);
        if (Math.Abs(scaled) < MaxExact && scaled / 1e4 == value)
        {
            number = new DecimalText((long)scaled, 4, IsCutOff: false);
            return NumberFault.None;
        }
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        return DecimalText.Parse(text[..length], (byte)'.', out number);
    }

    /// <summary>The shortest decimal that reads back as the same number of single precision.</summary>
    internal static NumberFault OfSingle(float value, out DecimalText number)
    {
        // As for doubles, with six digits.
        var scaled = Math.Round(value * 1e4);
        if (Math.Abs(scaled) < MaxExactSingle && (float)(scaled / 1e4) == value)
        {
            number = new DecimalText((long)scaled, 4, IsCutOff: false);
            return NumberFault.None;
        }
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        return DecimalText.Parse(text[..length], (byte)'.', out number);
    }
}
