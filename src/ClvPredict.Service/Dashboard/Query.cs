using System.Globalization;

namespace ClvPredict.Service.Dashboard;

/// <summary>Numbers in the addresses of pages, written the way computers do: digits and a point.</summary>
internal static class Query
{
    /// <summary>An address without the host, whose name comes from the browser.</summary>
    public static string Relative(string uri) => new Uri(uri).PathAndQuery;

    /// <summary>A number as it stands in an address.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A finite number; null without one.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static double? Number(string? text, string name) =>
        text is not { Length: > 0 } ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
        : throw new ArgumentException($"{name} must be a number.");

    /// <summary>An amount of money; null without one.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static decimal? Amount(string? text, string name) =>
        text is not { Length: > 0 } ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? amount
        : throw new ArgumentException($"{name} must be an amount.");

    /// <summary>A whole number of at least 0; null without one.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static int? Whole(string? text, string name) =>
        text is not { Length: > 0 } ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
        : throw new ArgumentException($"{name} must be a whole number.");
}
