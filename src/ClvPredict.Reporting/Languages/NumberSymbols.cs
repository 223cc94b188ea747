using System.Globalization;

namespace ClvPredict.Reporting.Languages;

/// <summary>How a language writes numbers and days; symbols as in the Unicode Common Locale Data Repository.</summary>
/// <param name="Zero">The digit zero; the others follow it.</param>
/// <param name="Group">Between thousands.</param>
/// <param name="Point">Before decimals.</param>
/// <param name="Minus">Before a negative number. Marks of direction keep it on the side where readers look for it.</param>
/// <param name="Plus">Before a positive difference.</param>
/// <param name="PercentSign">After a share.</param>
/// <param name="DatePattern">Year, month and day. A hyphen would turn a day of Arabic digits round, a slash does not.</param>
internal sealed record NumberSymbols(
    char Zero,
    char Group,
    char Point,
    string Minus,
    string Plus,
    string PercentSign,
    string DatePattern
)
{
    /// <summary>1,234.5, 12.3 %.</summary>
    public static NumberSymbols English { get; } =
        new('0', ',', '.', "−", "+", "\u00a0%", "yyyy-MM-dd");

    /// <summary>Thai and Malay: Western digits, which business uses, and no space before the sign.</summary>
    public static NumberSymbols Western { get; } = English with { PercentSign = "%" };

    /// <summary>Persian digits; a left-to-right mark keeps signs at the left.</summary>
    public static NumberSymbols Persian { get; } =
        new('۰', '٬', '٫', "\u200e−", "\u200e+", "٪", "yyyy/MM/dd");

    /// <summary>Arabic digits; an Arabic letter mark keeps signs at the right and the percent sign at the left.</summary>
    public static NumberSymbols Arabic { get; } =
        new('٠', '٬', '٫', "\u061c-", "\u061c+", "٪\u061c", "yyyy/MM/dd");

    /// <summary>A number with a fixed number of decimals; one that rounds to zero has no sign.</summary>
    public string Fixed(double number, int decimals)
    {
        var text = number.ToString(
            "N" + decimals.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        return Write(
            text.StartsWith('-') && text.AsSpan(1).IndexOfAnyInRange('1', '9') < 0
                ? text[1..]
                : text
        );
    }

    /// <summary>A share that is already written in percent.</summary>
    public string Percent(string number) => number + PercentSign;

    /// <summary>A day.</summary>
    public string Date(DateOnly day) =>
        Digits(day.ToString(DatePattern, CultureInfo.InvariantCulture));

    /// <summary>A number as the invariant culture writes it, in the symbols of the language.</summary>
    public string Write(string invariant) =>
        string.Concat(
            invariant.Select(c =>
                c switch
                {
                    ',' => Group.ToString(),
                    '.' => Point.ToString(),
                    '-' => Minus,
                    '+' => Plus,
                    _ => Digit(c).ToString(),
                }
            )
        );

    private string Digits(string text) => string.Concat(text.Select(Digit));

    private char Digit(char c) => char.IsAsciiDigit(c) ? (char)(Zero + (c - '0')) : c;
}
