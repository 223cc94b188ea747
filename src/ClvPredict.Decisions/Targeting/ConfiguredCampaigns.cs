using ClvPredict.Decisions.Configuration;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Targeting;

/// <summary>The campaigns of a config as targeting takes them.</summary>
public static class ConfiguredCampaigns
{
    /// <summary>All campaigns and the budget; what is not stated has the default of targeting, without campaigns the default one.</summary>
    public static RetentionEconomics Of(ShopConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var economics = new RetentionEconomics { Budget = config.Budget };
        return config.Campaigns.IsEmpty
            ? economics
            : economics with
            {
                Campaigns = [.. config.Campaigns.Select(Of)],
            };
    }

    private static RetentionCampaign Of(CampaignTerms terms)
    {
        var standard = new RetentionCampaign();
        return new RetentionCampaign
        {
            Name = terms.Name,
            ContactCost = terms.ContactCost ?? standard.ContactCost,
            OfferCost = terms.OfferCost ?? standard.OfferCost,
            Acceptance = terms.Acceptance?.Mean ?? standard.Acceptance,
            AcceptanceStrength = terms.Acceptance?.Strength ?? standard.AcceptanceStrength,
            MaxContacts = terms.MaxContacts,
            MinSegmentSize = terms.MinSegmentSize,
            IsDiscount = terms.IsDiscount,
        };
    }
}
