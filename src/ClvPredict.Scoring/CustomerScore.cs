namespace ClvPredict.Scoring;

/// <summary>Everything said of one customer at an as-of day; money in the currency of the orders.</summary>
public sealed record CustomerScore
{
    /// <summary>The customer's id as in the orders.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Expected net value times margin in the horizon.</summary>
    public required float PredictedClv { get; init; }

    /// <summary>Median of the same distribution; 0 when buying nothing is the likelier half.</summary>
    public required double ClvMedian { get; init; }

    /// <summary>Lower end of the range; it covers 80 % of the customers, or what <see cref="ClvPredict.Models.Package.ClvModel.RangeCoverage"/> says.</summary>
    public required double ClvLow { get; init; }

    /// <summary>Upper end of the same range.</summary>
    public required double ClvHigh { get; init; }

    /// <summary>Expected purchase days in the horizon.</summary>
    public required float ExpectedOrders { get; init; }

    /// <summary>Expected spend of a purchase day.</summary>
    public required float ExpectedOrderValue { get; init; }

    /// <summary>P(no purchase day in the horizon).</summary>
    public required float ChurnProbability { get; init; }

    /// <summary>P(not gone for good) at the as-of day.</summary>
    public required double ProbabilityAlive { get; init; }

    /// <summary>Median day of the next purchase if the customer is alive; null beyond ten years.</summary>
    public required DateOnly? NextOrderDate { get; init; }

    /// <summary>The day before which the next purchase comes with probability 0.1 if alive.</summary>
    public required DateOnly? NextOrderLow { get; init; }

    /// <summary>The day before which the next purchase comes with probability 0.9 if alive; null beyond ten years.</summary>
    public required DateOnly? NextOrderHigh { get; init; }

    /// <summary>Net value so far times margin.</summary>
    public required double HistoricValue { get; init; }

    /// <summary>Historic value + predicted CLV.</summary>
    public double TotalClv => HistoricValue + PredictedClv;

    /// <summary>1 for the customer predicted most valuable; ties in the order of the ids. 0 while the place among all customers is
    /// not known, as in a shard.</summary>
    public required int ValueRank { get; init; }

    internal bool IsPlaced => ValueRank > 0;

    /// <summary>Share of the customers ranked at or below this one, in percent, above 0 up to 100.</summary>
    public required double ValuePercentile { get; init; }

    /// <summary>top, middle or base, by <see cref="TierRule"/>; by default the highest tenth, the next 40 % and the rest.</summary>
    public required string ValueTier { get; init; }

    /// <summary>new, active, returned, at_risk, lapsed or unknown; from probabilities, see docs/scores.md.</summary>
    public required string Lifecycle { get; init; }

    /// <summary>The three RFM scores.</summary>
    public required RfmScore Rfm { get; init; }

    /// <summary>RFM segment, see docs/scores.md.</summary>
    public required string Segment { get; init; }

    /// <summary>Predicted CLV if active x churn probability.</summary>
    public required double ValueAtRisk { get; init; }

    /// <summary>Whether the customer is on the retention list.</summary>
    public required bool RetentionTarget { get; init; }

    /// <summary>1 for the most profitable contact; null when not on the list.</summary>
    public required int? TargetRank { get; init; }

    /// <summary>Expected profit of contacting this customer; can be negative.</summary>
    public required double ExpectedProfitOfContact { get; init; }

    /// <summary>Expected cost of contacting this customer: the contact, and the offer where it is taken.</summary>
    public required double ExpectedCostOfContact { get; init; }

    /// <summary>The offer cost at which the contact just pays; 0 when it never does.</summary>
    public required double MaxOfferCost { get; init; }

    /// <summary>Campaign of the target; empty when not on the list.</summary>
    public required string Campaign { get; init; }

    /// <summary>A to D: how much of the customer's own history stands behind the numbers.</summary>
    public required string Evidence { get; init; }

    /// <summary>Up to three plain sentences, the most telling first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}
