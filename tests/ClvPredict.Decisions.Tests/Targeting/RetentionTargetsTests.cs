using ClvPredict.Decisions.Configuration;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Scoring;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Decisions.Tests.Targeting;

public class RetentionTargetsTests
{
    [Fact]
    public void Plan_KnownResponses_EarnsMoreThanOtherListsOfTheSameCost()
    {
        // Full size: dotnet run --project bench/ClvPredict.Benchmarks -- targets
        var wins = Enumerable
            .Range(1, 100)
            .Count(seed => CampaignRuns.Run(1000, 0.5, noise: 0.7, seed).Wins);

        wins.ShouldBeGreaterThanOrEqualTo(95);
    }

    [Fact]
    public void Of_ConfigWithCampaigns_IsWhatTargetingTakes()
    {
        var config = ShopConfig.Parse(
            """
            { "budget": 500,
              "campaigns": [
                { "name": "mail", "contact_cost": 0.2, "offer_cost": 5, "acceptance": { "mean": 0.1, "strength": 50 },
                  "max_contacts": 100, "min_segment_size": 20, "discount": true },
                { "name": "call" } ] }
            """
        );

        var economics = ConfiguredCampaigns.Of(config);

        economics.Budget.ShouldBe(500);
        economics
            .Campaigns[0]
            .ShouldBe(
                new RetentionCampaign
                {
                    Name = "mail",
                    ContactCost = 0.2,
                    OfferCost = 5,
                    Acceptance = 0.1,
                    AcceptanceStrength = 50,
                    MaxContacts = 100,
                    MinSegmentSize = 20,
                    IsDiscount = true,
                }
            );
        economics.Campaigns[1].ShouldBe(new RetentionCampaign { Name = "call" });
    }

    [Fact]
    public void Report_FullPriceBuyersAndSureStayers_CountsWhatIsNotGivenAway()
    {
        var plan = RetentionTargeting.Plan(
            new ContactProspects
            {
                ChurnProbability = [0.6, 0.6, 0.05],
                SavableProbability = [0.6, 0.6, 0.05],
                ValueIfActive = [200, 200, 100],
                DiscountShare = [0.3, 0, 0.3],
            },
            new RetentionEconomics { Campaigns = [new RetentionCampaign { IsDiscount = true }] }
        );

        var report = GuardedCustomers.Report(plan).ShouldNotBeNull();

        // Full-price buyer: 0.4 x 10; sure stayer: 0.95 x 10. Without the guard the former would be on the list with 29.2.
        report.FullPriceBuyers.ShouldBe(1);
        report.SureStayers.ShouldBe(1);
        report.MarginSaved.ShouldBe(4 + 9.5, 1e-9);
        report.SparedTargets.ShouldBe(1);
        report.SparedMargin.ShouldBe(4, 1e-9);
        report.ForgoneProfit.ShouldBe(29.2, 1e-9);
    }

    [Fact]
    public void Report_NoDiscountCampaign_IsNull()
    {
        var plan = RetentionTargeting.Plan(
            new ContactProspects
            {
                ChurnProbability = [0.6],
                SavableProbability = [0.6],
                ValueIfActive = [200],
                DiscountShare = [0],
            },
            new RetentionEconomics()
        );

        GuardedCustomers.Report(plan).ShouldBeNull();
    }
}
