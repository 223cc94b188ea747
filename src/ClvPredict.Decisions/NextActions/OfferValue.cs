using ClvPredict.Scoring;

namespace ClvPredict.Decisions.NextActions;

/// <summary>
/// What an offer is expected to bring. One who would not have ordered, is alive and takes the offer brings the value less
/// the offer; one who would have ordered anyway takes it too and only costs it: the retention profit of Verbraken, Verbeke and
/// Baesens (2013, eq. 2) with "no order" in place of churn.
/// </summary>
/// <param name="OrdersAnyway">Probability of the order without the offer.</param>
/// <param name="Alive">P(alive).</param>
/// <param name="Value">Profit of the order, or of the customer kept.</param>
internal readonly record struct OfferValue(double OrdersAnyway, double Alive, double Value)
{
    /// <summary>Expected profit of the contact with the offer.</summary>
    public double Gain(RetentionCampaign campaign) =>
        (Won(campaign) * (Value - campaign.OfferCost))
        - (OrdersAnyway * campaign.OfferCost)
        - campaign.ContactCost;

    /// <summary>The offer cost at which <see cref="Gain"/> is 0; 0 when the contact alone does not pay.</summary>
    public double MaxOfferCost(RetentionCampaign campaign)
    {
        var taken = Won(campaign) + OrdersAnyway;
        return taken > 0
            ? Math.Max(0, ((Won(campaign) * Value) - campaign.ContactCost) / taken)
            : 0;
    }

    private double Won(RetentionCampaign campaign) =>
        (1 - OrdersAnyway) * Alive * campaign.Acceptance;
}
