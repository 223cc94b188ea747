using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;

namespace ClvPredict.Decisions.Tests.Configuration;

public class ShopConfigTests
{
    [Fact]
    public void Parse_EmptyObject_IsANewInstance() =>
        ShopConfig.Parse("{}").ShouldBeEquivalentTo(new ShopConfig());

    [Fact]
    public void Parse_EverySetting_IsRead()
    {
        var config = ShopConfig.Parse(
            """
            {
              "currency": "EUR", "language": "fa", "margin": 0.35, "horizon": "26w", "discount_rate": 0.1, // a year
              "acquisition": { "by": "campaign", "costs": { "spring": 12.5 }, "default": 4 },
              "campaigns": [
                { "name": "win back", "contact_cost": 0.5, "offer_cost": 8, "acceptance": { "mean": 0.2, "strength": 50 },
                  "max_contacts": 100, "min_segment_size": 20, "discount": true },
                { "name": "call" },
              ],
              "budget": 5000, "control_share": 0.1, "fiscal_year_start": 4,
              "columns": { "customer_id": "buyer" },
            }
            """
        );

        config.Currency.ShouldBe("EUR");
        config.Language.ShouldBe("fa");
        config.Margin.ShouldBe(0.35);
        config.Horizon.ShouldBe(new Horizon(26, HorizonUnit.Weeks));
        config.DiscountRate.ShouldBe(0.1);
        config.Acquisition!.By.ShouldBe("campaign");
        config.Acquisition.Of("spring").ShouldBe(12.5);
        config.Acquisition.Of("elsewhere").ShouldBe(4);
        config
            .Campaigns[0]
            .ShouldBe(
                new CampaignTerms
                {
                    Name = "win back",
                    ContactCost = 0.5,
                    OfferCost = 8,
                    Acceptance = new AcceptancePrior(0.2, 50),
                    MaxContacts = 100,
                    MinSegmentSize = 20,
                    IsDiscount = true,
                }
            );
        config.Campaigns[1].ShouldBe(new CampaignTerms { Name = "call" });
        config.Budget.ShouldBe(5000);
        config.ControlShare.ShouldBe(0.1);
        config.FiscalYearStart.ShouldBe(4);
        config.Columns["customer_id"].ShouldBe("buyer");
    }

    [Fact]
    public void Parse_ManyFaults_AreReportedAtOnceWithPlaceAndRange()
    {
        var fault = Should.Throw<ShopConfigException>(() =>
            ShopConfig.Parse(
                """
                {
                  "margin": 1.5, "currncy": "EUR", "budget": -1, "fiscal_year_start": 13, "horizon": "soon",
                  "acquisition": { "by": "moon", "costs": { "web": "much" } },
                  "campaigns": [ { "acceptance": { "mean": 2 } }, 7, { "name": "a" }, { "name": "a", "discount": 1 } ],
                  "budget": 1e999
                }
                """,
                "clv.json"
            )
        );

        string[] places =
        [
            "margin is 1.5",
            "currncy is not known",
            "budget stands there twice",
            "budget is 1e999",
            "fiscal_year_start is 13; it must be a whole number from 1 to 12",
            "horizon is \"soon\"",
            "acquisition.by is \"moon\"",
            "acquisition.costs.web is \"much\"",
            "campaigns[0].name is missing",
            "campaigns[0].acceptance.mean is 2",
            "campaigns[1] is 7",
            "campaigns[3].name is \"a\"",
            "campaigns[3].discount is 1",
        ];
        foreach (var place in places)
            fault.Message.ShouldContain(place);
        fault.Message.ShouldStartWith("clv.json has 13 faults:");
    }

    [Theory]
    [InlineData("", "is not JSON: line 1")]
    [InlineData("[1]", "must hold one object")]
    [InlineData("{\n \"margin\" 1 }", "is not JSON: line 2")]
    public void Parse_NoObject_IsRefused(string text, string message) =>
        Should
            .Throw<ShopConfigException>(() => ShopConfig.Parse(text, "clv.json"))
            .Message.ShouldContain(message);

    [Fact]
    public void Template_Parsed_StatesWhatHoldsWithoutAConfig()
    {
        var config = ShopConfig.Parse(ShopConfigTemplate.Text);

        config.Horizon.ShouldBe(new Horizon(180, HorizonUnit.Days));
        config.Campaigns.Length.ShouldBe(1);
        var economics = new Scoring.RetentionCampaign();
        config.Campaigns[0].ContactCost.ShouldBe(economics.ContactCost);
        config.Campaigns[0].OfferCost.ShouldBe(economics.OfferCost);
        config.Campaigns[0].Acceptance!.Value.Mean.ShouldBe(economics.Acceptance);
        (config with { Horizon = null, Campaigns = [] }).ShouldBeEquivalentTo(new ShopConfig());
    }

    [Fact]
    public void Template_WithItsExamples_Parses()
    {
        // The examples in comments start with a quote or a comma.
        var text = string.Join(
            '\n',
            ShopConfigTemplate
                .Text.Split('\n')
                .Select(line =>
                    line.TrimStart() is ['/', '/', ' ', '"' or ',', ..] example
                        ? example[3..]
                        : line
                )
        );

        var config = ShopConfig.Parse(text);

        config.Currency.ShouldBe("EUR");
        config.Acquisition!.Of("web").ShouldBe(12.5);
        config.Campaigns[0].MaxContacts.ShouldBe(500);
        config.Columns["amount"].ShouldBe("total");
    }
}
