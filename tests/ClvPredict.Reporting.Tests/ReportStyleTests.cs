using System.Globalization;
using System.Text.RegularExpressions;

namespace ClvPredict.Reporting.Tests;

public sealed class ReportStyleTests
{
    [Theory]
    [InlineData(0)] // light
    [InlineData(1)] // dark
    [InlineData(2)] // printed
    public void Css_Palette_HasEnoughContrast(int palette)
    {
        var colors = Palettes()[palette];

        // WCAG 2.2 level AA: 4.5 for text (1.4.3), 3 for what charts draw (1.4.11).
        foreach (var background in new[] { "page", "panel" })
        {
            foreach (var text in new[] { "ink", "muted" })
                Contrast(colors[text], colors[background])
                    .ShouldBeGreaterThanOrEqualTo(4.5, $"{text} on {background}");
        }
        foreach (var mark in new[] { "first", "second", "other", "bar" })
            Contrast(colors[mark], colors["page"]).ShouldBeGreaterThanOrEqualTo(3, mark);
    }

    private static List<Dictionary<string, string>> Palettes() =>
        [
            .. Regex
                .Matches(
                    ReportStyle.Css,
                    @":root \{([^}]*)\}",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1)
                )
                .Select(block =>
                    Regex
                        .Matches(
                            block.Value,
                            "--(?<name>[a-z]+): #(?<color>[0-9a-f]{6})",
                            RegexOptions.ExplicitCapture,
                            TimeSpan.FromSeconds(1)
                        )
                        .ToDictionary(
                            m => m.Groups["name"].Value,
                            m => m.Groups["color"].Value,
                            StringComparer.Ordinal
                        )
                ),
        ];

    /// <summary>Contrast ratio of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances.</summary>
    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string color)
    {
        double Channel(int at)
        {
            var c =
                int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(0) + 0.7152 * Channel(2) + 0.0722 * Channel(4);
    }
}
