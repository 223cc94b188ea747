namespace ClvPredict.Decisions.Configuration;

/// <summary>An offer that may be made to customers: what it costs and how often it works.</summary>
public sealed record CampaignTerms
{
    /// <summary>Its name, as written beside each target.</summary>
    public required string Name { get; init; }

    /// <summary>Cost of contacting one customer, in money, at least 0; null for the default of targeting.</summary>
    public double? ContactCost { get; init; }

    /// <summary>Cost of the offer, in money, at least 0, paid where it is taken; null for the default of targeting.</summary>
    public double? OfferCost { get; init; }

    /// <summary>How many would-be churners stay when offered; null for the default of targeting.</summary>
    public AcceptancePrior? Acceptance { get; init; }

    /// <summary>Most customers that may be contacted; null for no limit.</summary>
    public int? MaxContacts { get; init; }

    /// <summary>Fewest customers of a segment that are worth a campaign; 0 for no floor.</summary>
    public int MinSegmentSize { get; init; }

    /// <summary>Whether the offer is a discount, which full-price buyers and sure stayers are not given.</summary>
    public bool IsDiscount { get; init; }
}
