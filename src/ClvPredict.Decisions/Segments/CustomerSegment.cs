using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>The segments of one customer.</summary>
/// <param name="Score">What is predicted of the customer, with value tier, lifecycle and RFM segment.</param>
/// <param name="Flags">The other segments.</param>
/// <param name="OrderChannel">Sales channel of most of the customer's purchase lines; empty when orders have none.</param>
/// <param name="PreferredChannel">How the customer wants to be reached, as an attribute says; empty without.</param>
/// <param name="BrandAwareness">Whether the customer knew the brand, as an attribute says; empty without.</param>
/// <param name="LoyaltyTier">Tier of the loyalty scheme, as an attribute says; empty without.</param>
/// <param name="SeasonStart">First day of the next season of a seasonal customer, which may have begun; null for others.</param>
public sealed record CustomerSegment(
    CustomerScore Score,
    SegmentKinds Flags,
    string OrderChannel,
    string PreferredChannel,
    string BrandAwareness,
    string LoyaltyTier,
    DateOnly? SeasonStart
)
{
    /// <summary>Whether the customer belongs to a segment.</summary>
    public bool Is(SegmentKinds flag) => (Flags & flag) == flag;
}
