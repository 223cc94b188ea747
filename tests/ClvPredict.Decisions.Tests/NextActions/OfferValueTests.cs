using ClvPredict.Decisions.NextActions;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Tests.NextActions;

public class OfferValueTests
{
    private static readonly RetentionCampaign s_campaign = new()
    {
        ContactCost = 1,
        OfferCost = 10,
        Acceptance = 0.3,
    };

    // 0.6 would not order, 0.9 of them are alive, 0.3 of those take it: 0.162 x (100 - 10) - 0.4 x 10 - 1 = 9.58.
    [Fact]
    public void Gain_ByHand_Agrees()
    {
        new OfferValue(0.4, 0.9, 100).Gain(s_campaign).ShouldBe(9.58, 1e-12);
    }

    [Fact]
    public void MaxOfferCost_AsTheOffer_LeavesNothing()
    {
        var offer = new OfferValue(0.4, 0.9, 100);

        var most = offer.MaxOfferCost(s_campaign);

        offer.Gain(s_campaign with { OfferCost = most }).ShouldBe(0, 1e-12);
        new OfferValue(0.4, 0.9, 5).MaxOfferCost(s_campaign).ShouldBe(0);
    }

    [Fact]
    public void Gain_CustomerWhoOrdersAnyway_OnlyCosts()
    {
        new OfferValue(1, 1, 1_000).Gain(s_campaign).ShouldBe(-11);
    }
}
