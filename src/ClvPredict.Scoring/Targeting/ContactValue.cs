namespace ClvPredict.Scoring.Targeting;

/// <summary>
/// What one contact earns and costs. With acceptance rate g, offer cost d and contact cost f, a customer whose would-be churn can be
/// averted with probability s and who is worth v when kept, and who stays anyway with probability 1 - c, brings
/// g s (v - d) - (1 - c) d - f (Verbraken, Verbeke and Baesens 2013, eq. 3, by customer; there s = c and v is one constant).
/// </summary>
/// <param name="Saved">s (v - d): what a contact earns for each unit of the acceptance rate, in money.</param>
/// <param name="Spent">(1 - c) d + f: what it costs whatever the acceptance rate, in money.</param>
/// <param name="Offered">s d: cost of offers taken by those who are kept, for each unit of the acceptance rate, in money.</param>
public readonly record struct ContactValue(double Saved, double Spent, double Offered)
{
    /// <summary>What contacting a customer with a campaign is worth.</summary>
    /// <param name="churn">c, the churn probability.</param>
    /// <param name="savable">s, the part of it that an offer can avert, see <see cref="ContactProspects.Savable"/>.</param>
    /// <param name="valueIfActive">v, predicted CLV given at least one purchase, in money.</param>
    /// <param name="campaign">d and f.</param>
    public static ContactValue Of(
        double churn,
        double savable,
        double valueIfActive,
        RetentionCampaign campaign
    ) =>
        new(
            savable * (valueIfActive - campaign.OfferCost),
            ((1 - churn) * campaign.OfferCost) + campaign.ContactCost,
            savable * campaign.OfferCost
        );

    /// <summary>Expected profit of the contact, in money.</summary>
    /// <param name="acceptance">g, the acceptance rate.</param>
    public double Profit(double acceptance) => (acceptance * Saved) - Spent;

    /// <summary>Expected cost of the contact: the contact, and the offer where it is taken, in money.</summary>
    /// <param name="acceptance">g, the acceptance rate.</param>
    public double Cost(double acceptance) => Spent + (acceptance * Offered);

    /// <summary>The offer cost at which the expected profit is 0, in money; 0 when the contact alone does not pay.</summary>
    /// <param name="churn">c, the churn probability.</param>
    /// <param name="savable">s, the part of it that an offer can avert.</param>
    /// <param name="valueIfActive">v, predicted CLV given at least one purchase, in money.</param>
    /// <param name="campaign">The acceptance rate and f.</param>
    public static double MaxOfferCost(
        double churn,
        double savable,
        double valueIfActive,
        RetentionCampaign campaign
    )
    {
        var kept = savable * campaign.Acceptance;
        var taken = kept + 1 - churn;
        return taken > 0 ? Math.Max(0, ((kept * valueIfActive) - campaign.ContactCost) / taken) : 0;
    }
}
