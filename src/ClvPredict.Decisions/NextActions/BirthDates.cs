using System.Globalization;

namespace ClvPredict.Decisions.NextActions;

/// <summary>Reads the day on which a customer was born.</summary>
internal static class BirthDates
{
    /// <summary>The day, with or without the year (2000 stands for none); null for any other text.</summary>
    public static DateOnly? Parse(string text)
    {
        var yearless = text.StartsWith("--", StringComparison.Ordinal) ? text[2..] : text;
        return DateOnly.TryParseExact(
            yearless.Length == 5 ? "2000-" + yearless : yearless,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
    }
}
