using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClvPredict.Features.Groups;

namespace ClvPredict.Features;

/// <summary>
/// Every feature of a customer at a cutoff that is computed from orders alone and for every log. Only order lines before the
/// cutoff day count, and a trailing window of n days is the half-open [cutoff - n days, cutoff). A purchase day is a day with
/// at least one line that is no return.
/// </summary>
public static class FeatureCatalog
{
    /// <summary>The definitions, in the order of <see cref="FeatureId"/>.</summary>
    public static ImmutableArray<FeatureDefinition> All { get; } =
    [
        .. TimingFeatures.Definitions,
        .. RhythmFeatures.Definitions,
        .. ActivityFeatures.Definitions,
        .. SpendFeatures.Definitions,
        .. BasketFeatures.Definitions,
        .. FirstOrderFeatures.Definitions,
        .. ReturnFeatures.Definitions,
        .. DiscountFeatures.Definitions,
        .. CalendarFeatures.Definitions,
    ];

    /// <summary>The table of docs/features.md.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder(
            "| feature | unit | group | definition |\n|---|---|---|---|\n"
        );
        foreach (var f in All)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{f.Name}` | {f.Unit} | {f.Group} | {f.Definition} |\n"
            );
        return text.ToString();
    }
}
