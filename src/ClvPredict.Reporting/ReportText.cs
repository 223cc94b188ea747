using System.Globalization;
using ClvPredict.Features;

namespace ClvPredict.Reporting;

/// <summary>Numbers and dates as the report writes them, in the invariant culture. A number that is not finite is a dash.</summary>
internal static class ReportText
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    private const string NoBreakSpace = "\u00a0";

    /// <summary>1,234,567.</summary>
    public static string Count(double number) => Number(number, 0);

    /// <summary>1,234.5 with a fixed number of decimals.</summary>
    public static string Number(double number, int decimals)
    {
        if (!double.IsFinite(number))
            return None;
        var text = number.ToString(
            "N" + decimals.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        // A number that rounds to zero has no sign.
        return text.StartsWith('-') && text.AsSpan(1).IndexOfAnyInRange('1', '9') < 0
            ? text[1..]
            : text.Replace('-', '−');
    }

    /// <summary>Four significant digits, for parameters of any size.</summary>
    public static string Significant(double number)
    {
        if (!double.IsFinite(number))
            return None;
        if (number == 0)
            return "0";
        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(number)));
        return magnitude is < -4 or > 9
            ? number.ToString("0.###e+0", CultureInfo.InvariantCulture).Replace('-', '−')
            : Number(number, Math.Max(0, 3 - magnitude));
    }

    /// <summary>A share as 12.3 %.</summary>
    public static string Percent(double share, int decimals = 1) =>
        double.IsFinite(share) ? Number(100 * share, decimals) + NoBreakSpace + "%" : None;

    /// <summary>What a range is meant to cover, as 80 %.</summary>
    public static string Coverage(double share) => Percent(share, 0);

    /// <summary>A relative difference as +1.2 % or −3.0 %.</summary>
    public static string SignedPercent(double share) =>
        share >= 0.0005 && double.IsFinite(share) ? "+" + Percent(share) : Percent(share);

    /// <summary>1,234.5 EUR, or 1,234.5 without a currency.</summary>
    public static string Money(double amount, string? currency, int decimals) =>
        double.IsFinite(amount) && currency is { Length: > 0 }
            ? Number(amount, decimals) + NoBreakSpace + currency
            : Number(amount, decimals);

    /// <summary>"Title (EUR)", the head of a column of amounts.</summary>
    public static string WithCurrency(string title, string? currency) =>
        currency is { Length: > 0 } ? $"{title} ({currency})" : title;

    /// <summary>From – to; a dash when either end is missing.</summary>
    public static string Range(double low, double high, int decimals) =>
        double.IsFinite(low) && double.IsFinite(high)
            ? Number(low, decimals) + " to " + Number(high, decimals)
            : None;

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

    /// <summary>2024-03-01.</summary>
    public static string Date(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>26 weeks, 1 year.</summary>
    public static string Length(Horizon horizon)
    {
        var unit = horizon.Unit switch
        {
            HorizonUnit.Days => "day",
            HorizonUnit.Weeks => "week",
            HorizonUnit.Months => "month",
            _ => "year",
        };
        return Count(horizon.Count) + NoBreakSpace + unit + (horizon.Count == 1 ? "" : "s");
    }
}
