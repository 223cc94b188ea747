using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using ClvPredict.Features;

namespace ClvPredict.Reporting.Languages;

/// <summary>
/// A language of the report and of the dashboard: its texts by key, its direction, and how it writes numbers, money and days.
/// Immutable; needs no culture data of the machine. Texts are in the .resx files of this folder; another assembly adds its own
/// with <see cref="With"/>. Numbers that are not finite are written as a dash.
/// </summary>
public sealed class ReportLanguage
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    private const char NoBreakSpace = '\u00a0';
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';
    private const char RightToLeftMark = '\u200f';

    private readonly ImmutableArray<TextTable> _tables;
    private readonly NumberSymbols _symbols;

    private ReportLanguage(
        string code,
        string name,
        bool isRightToLeft,
        NumberSymbols symbols,
        ImmutableArray<TextTable> tables
    ) =>
        (Code, Name, IsRightToLeft, _symbols, _tables) = (
            code,
            name,
            isRightToLeft,
            symbols,
            tables
        );

    /// <summary>English, in which every text is first written.</summary>
    public static ReportLanguage English { get; } =
        Create("en", "English", isRightToLeft: false, NumberSymbols.English);

    /// <summary>Persian, with Persian digits.</summary>
    public static ReportLanguage Persian { get; } =
        Create("fa", "فارسی", isRightToLeft: true, NumberSymbols.Persian);

    /// <summary>Arabic, with Arabic digits.</summary>
    public static ReportLanguage Arabic { get; } =
        Create("ar", "العربية", isRightToLeft: true, NumberSymbols.Arabic);

    /// <summary>Thai, with Western digits.</summary>
    public static ReportLanguage Thai { get; } =
        Create("th", "ไทย", isRightToLeft: false, NumberSymbols.Western);

    /// <summary>Malay.</summary>
    public static ReportLanguage Malay { get; } =
        Create("ms", "Bahasa Melayu", isRightToLeft: false, NumberSymbols.Western);

    /// <summary>The languages there are, English first.</summary>
    public static ImmutableArray<ReportLanguage> All { get; } =
    [English, Persian, Arabic, Thai, Malay];

    /// <summary>ISO 639-1 code, such as fa; also the value of the HTML attribute lang.</summary>
    public string Code { get; }

    /// <summary>What the language calls itself.</summary>
    public string Name { get; }

    /// <summary>Whether lines run from right to left.</summary>
    public bool IsRightToLeft { get; }

    /// <summary>Value of the HTML attribute dir: ltr or rtl.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    /// <summary>The language of a code; null when there is none.</summary>
    public static ReportLanguage? Find(string code) => All.FirstOrDefault(l => l.Code == code);

    /// <summary>The same language with the texts of another assembly too.</summary>
    /// <param name="assembly">The assembly that holds them.</param>
    /// <param name="baseName">Name of the resource without language and extension, such as ClvPredict.Service.Languages.Text: there
    /// must be ….resources for English and ….fa.resources and so on for the others (WithCulture="false" in the project file).</param>
    public ReportLanguage With(Assembly assembly, string baseName) =>
        new(
            Code,
            Name,
            IsRightToLeft,
            _symbols,
            _tables.Add(new TextTable(assembly, baseName, Code))
        );

    /// <summary>A text with its arguments in the places {0}, {1}, …</summary>
    /// <param name="key">Its key, such as summary.title.</param>
    /// <param name="arguments">Texts, numbers already written. Between right-to-left words each is isolated, so that it keeps its
    /// own direction and cannot reorder what stands around it.</param>
    /// <exception cref="ArgumentException">There is no text with this key, which is a mistake in the program.</exception>
    public string Text(string key, params ReadOnlySpan<string> arguments)
    {
        var text =
            Lookup(key) ?? throw new ArgumentException($"There is no text \"{key}\".", nameof(key));
        if (arguments.Length == 0)
            return text;
        var cells = new object[arguments.Length];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = IsRightToLeft
                ? FirstStrongIsolate + arguments[i] + PopIsolate
                : arguments[i];
        return string.Format(CultureInfo.InvariantCulture, text, cells);
    }

    /// <summary>What a name of files and commands is called, such as at_risk in the group lifecycle: the text group.name. A name
    /// without a text, which came from data, is written as it is.</summary>
    /// <param name="group">First part of the key.</param>
    /// <param name="name">The name, snake_case.</param>
    /// <param name="otherwise">What to write where there is no text; null for the name with spaces.</param>
    public string Named(string group, string name, string? otherwise = null) =>
        Lookup($"{group}.{name}") ?? otherwise ?? name.Replace('_', ' ');

    /// <summary>1,234,567.</summary>
    public string Count(double number) => Number(number, 0);

    /// <summary>1,234.5 with a fixed number of decimals.</summary>
    public string Number(double number, int decimals) =>
        double.IsFinite(number) ? _symbols.Fixed(number, decimals) : None;

    /// <summary>Four significant digits, for parameters of any size.</summary>
    public string Significant(double number)
    {
        if (!double.IsFinite(number))
            return None;
        if (number == 0)
            return Count(0);
        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(number)));
        return magnitude is < -4 or > 9
            ? _symbols.Write(number.ToString("0.###e+0", CultureInfo.InvariantCulture))
            : Number(number, Math.Max(0, 3 - magnitude));
    }

    /// <summary>A share as 12.3 %.</summary>
    public string Percent(double share, int decimals = 1) =>
        double.IsFinite(share) ? _symbols.Percent(Number(100 * share, decimals)) : None;

    /// <summary>What a range is meant to cover, as 80 %.</summary>
    public string Coverage(double share) => Percent(share, 0);

    /// <summary>A relative difference as +1.2 % or −3.0 %.</summary>
    public string SignedPercent(double share) =>
        share >= 0.0005 && double.IsFinite(share) ? _symbols.Plus + Percent(share) : Percent(share);

    /// <summary>1,234.5 EUR, or 1,234.5 without a currency.</summary>
    public string Money(double amount, string? currency, int decimals)
    {
        var number = Number(amount, decimals);
        if (!double.IsFinite(amount) || currency is not { Length: > 0 })
            return number;
        // Where lines run from right to left, the currency stands left of the amount.
        return (IsRightToLeft ? RightToLeftMark.ToString() : "") + number + NoBreakSpace + currency;
    }

    /// <summary>"Title (EUR)", the head of a column of amounts.</summary>
    public string WithCurrency(string title, string? currency) =>
        currency is { Length: > 0 } ? Text("money.heading", title, currency) : title;

    /// <summary>From – to in words; a dash when either end is missing.</summary>
    public string Range(double low, double high, int decimals) =>
        double.IsFinite(low) && double.IsFinite(high)
            ? Text("range.from_to", Number(low, decimals), Number(high, decimals))
            : None;

    /// <summary>A day of the Gregorian calendar: year, month, day.</summary>
    public string Date(DateOnly day) => _symbols.Date(day);

    /// <summary>A length of time in words: 26 weeks, 1 year.</summary>
    public string Length(Horizon horizon)
    {
        var unit = horizon.Unit switch
        {
            HorizonUnit.Days => "days",
            HorizonUnit.Weeks => "weeks",
            HorizonUnit.Months => "months",
            _ => "years",
        };
        return Length(unit, horizon.Count);
    }

    /// <summary>A number of days in words; at least 0.</summary>
    public string Days(int count) => Length("days", count);

    /// <summary>Several texts in one line, such as a, b, c.</summary>
    public string List(IEnumerable<string> texts) => string.Join(Text("list.separator"), texts);

    /// <summary>Decimals that suit a column of amounts: none from 1,000 on, one from 100 on, otherwise two.</summary>
    public static int DecimalsFor(IEnumerable<double> column)
    {
        var largest = column.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest switch
        {
            >= 1_000 => 0,
            >= 100 => 1,
            _ => 2,
        };
    }

    /// <summary>Every key with its text, as it is written.</summary>
    internal IReadOnlyDictionary<string, string> Texts => _tables[0].Texts;

    // Plural rules of the Unicode Common Locale Data Repository for whole numbers.
    private string PluralForm(int count) =>
        Code switch
        {
            "ar" => count switch
            {
                1 => "one",
                2 => "two",
                _ => (count % 100) switch
                {
                    >= 3 and <= 10 => "few",
                    >= 11 => "many",
                    _ => "other",
                },
            },
            "en" when count == 1 => "one",
            _ => "other",
        };

    private string Length(string unit, int count) =>
        Text($"length.{unit}.{PluralForm(count)}", Count(count));

    private string? Lookup(string key)
    {
        foreach (var table in _tables)
        {
            if (table.Texts.TryGetValue(key, out var text))
                return text;
        }
        return null;
    }

    private static ReportLanguage Create(
        string code,
        string name,
        bool isRightToLeft,
        NumberSymbols symbols
    ) =>
        new(
            code,
            name,
            isRightToLeft,
            symbols,
            [
                new TextTable(
                    typeof(ReportLanguage).Assembly,
                    "ClvPredict.Reporting.Languages.Text",
                    code
                ),
            ]
        );
}
