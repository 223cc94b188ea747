using System.Collections.Immutable;
using System.Text.Json;

namespace ClvPredict.Decisions.Segments;

/// <summary>How segments are called in files and on the command line.</summary>
public static class SegmentNames
{
    /// <summary>Every segment but none, in the order of the columns.</summary>
    public static ImmutableArray<SegmentKinds> All { get; } =
    [.. Enum.GetValues<SegmentKinds>().Where(f => f != SegmentKinds.None)];

    /// <summary>The lifecycle stages (docs/scores.md).</summary>
    public static ImmutableArray<string> Lifecycles { get; } =
    ["new", "active", "returned", "at_risk", "lapsed", "unknown"];

    /// <summary>The RFM segments (docs/scores.md).</summary>
    public static ImmutableArray<string> Rfm { get; } =
    [
        "champions",
        "loyal",
        "potential_loyal",
        "new",
        "promising",
        "needs_attention",
        "about_to_sleep",
        "at_risk",
        "cannot_lose",
        "hibernating",
        "lost",
    ];

    /// <summary>The name of a segment, such as first_time.</summary>
    public static string Of(SegmentKinds flag) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(flag.ToString());
}
