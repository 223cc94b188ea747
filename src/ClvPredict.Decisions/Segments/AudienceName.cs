using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>A group of customers by its name on the command line.</summary>
public static class AudienceName
{
    /// <summary>Whether each customer belongs to a group, in the order of the customers.</summary>
    /// <param name="segments">The customers.</param>
    /// <param name="name">best (the top value tier), everyone, or a segment: of a dimension, such as lifecycle:at_risk, or
    /// without it where only one dimension has the name.</param>
    /// <exception cref="ArgumentException">No group goes by the name, or more than one; the message names those there are.</exception>
    public static bool[] Members(CustomerSegments segments, string name)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(name);
        if (name == "everyone")
            return [.. segments.Customers.Select(_ => true)];
        var wanted = name == "best" ? "value_tier:" + TierRule.Names[0] : name;
        var found = segments
            .Table.Where(r => wanted == r.Segment || wanted == $"{r.Dimension}:{r.Segment}")
            .ToArray();
        return found switch
        {
            [var one] => [.. segments.Customers.Select(c => Is(c, one.Dimension, one.Segment))],
            [] => throw new ArgumentException(
                $"No segment is called \"{(name.Length > 80 ? name[..80] : name)}\"; there are best, everyone, {string.Join(", ", segments.Table.Select(r => $"{r.Dimension}:{r.Segment}"))}."
            ),
            _ => throw new ArgumentException(
                $"\"{name}\" can be {string.Join(" or ", found.Select(r => $"{r.Dimension}:{r.Segment}"))}; name one of them."
            ),
        };
    }

    private static bool Is(CustomerSegment customer, string dimension, string segment) =>
        dimension switch
        {
            "value_tier" => customer.Score.ValueTier == segment,
            "lifecycle" => customer.Score.Lifecycle == segment,
            "rfm" => customer.Score.Segment == segment,
            _ => SegmentNames.All.Any(f => SegmentNames.Of(f) == segment && customer.Is(f)),
        };
}
