using ClvPredict.Decisions.Economics;
using ClvPredict.Models.Btyd;

namespace ClvPredict.Decisions.Tests.Economics;

/// <summary>The worked examples that the domain's texts give (CAP-02 to CAP-05, CAP-25 to CAP-27), to the cent.</summary>
public class GoldenCaseTests
{
    [Theory]
    [InlineData(200, 4, 3, 2_400)] // CAP-01, CAP-02: shoes, 4 pairs a year for 3 years.
    [InlineData(50, 4, 3, 600)] // CAP-03
    public void TextbookClv_WorkedExamples_AreTheirResults(
        double orderValue,
        double ordersPerYear,
        double years,
        double clv
    ) =>
        new TextbookClv
        {
            OrderValue = orderValue,
            OrdersPerYear = ordersPerYear,
            Years = years,
        }.Clv.ShouldBe(clv);

    [Fact]
    public void Subscription_TwelvePaymentsOfThirtyAndAnotherYear_SplitsIntoHistoricAndPredicted()
    {
        var value = SubscriptionValue.Of(
            new SubscriptionTerms
            {
                Price = 30,
                PaidMonths = 12,
                Months = 12,
            }
        );

        // CAP-04
        value.HistoricValue.ShouldBe(360);
        value.PredictedClv.ShouldBe(360);
        value.TotalClv.ShouldBe(720);
    }

    [Fact]
    public void Subscription_HundredForTwentyFourMonths_Is2400() =>
        // CAP-05
        SubscriptionValue
            .Of(new SubscriptionTerms { Price = 100, Months = 24 })
            .PredictedClv.ShouldBe(2_400);

    [Fact]
    public void AdComparison_OneLargeOrderAgainstThreeSmallOnes_PrefersTheHigherClv()
    {
        var ads = new AdComparison([
            new AdResult("James", [300], double.NaN),
            new AdResult("Stacy", [150, 150, 150], double.NaN),
        ]);

        // CAP-25
        ads.Ads[1].Clv.ShouldBe(450);
        ads.BestByClv.ShouldBe("Stacy");
        ads.BestByFirstOrder.ShouldBe("James");
    }

    [Fact]
    public void AdComparison_AllCostsKnown_TakesThemOff() =>
        new AdComparison([
            new AdResult("cheap", [300], 10),
            new AdResult("dear", [450], 200),
        ]).BestByClv.ShouldBe("cheap");

    [Fact]
    public void ValueToCost_FiftyForACustomerWhoBrings250_IsFive()
    {
        var ratio = new ValueToCost
        {
            Clv = 250,
            Cac = 50,
            Months = 12,
            CostRatio = 5,
        };

        // CAP-26, CAP-19
        ratio.ClvToCac.ShouldBe(5);
        ratio.Verdict.ShouldBe("pays");
        ratio.PaybackMonth.ShouldBe(3);
        ratio.RetentionCost.ShouldBe(10);
    }

    [Fact]
    public void ValueToCost_CostAboveClv_IsNeverBack() =>
        new ValueToCost
        {
            Clv = 30,
            Cac = 50,
            Months = 12,
        }.PaybackMonth.ShouldBe(double.NaN);

    [Fact]
    public void Membership_NinetyNineAgainstSixAnOrder_PaysFromSeventeenOrders()
    {
        var offer = new MembershipOffer
        {
            Fee = 99,
            Delivery = 6,
            OrdersPerYear = 20,
            OrderValue = 60,
            Margin = 0.3,
        };

        // CAP-27: 99 / 6 = 16.5. The shop loses 120 of charges, gains 99, and 12 with every further order.
        offer.BreakEvenOrders.ShouldBe(17);
        offer.MemberSaves.ShouldBe(21, 1e-9);
        offer.ShopGains.ShouldBe(-21, 1e-9);
        offer.BreakEvenExtraOrders.ShouldBe(1.75, 1e-9);
    }

    [Fact]
    public void Subscription_ShiftedBetaGeometric_IsTheSumOfThePublishedSurvival()
    {
        // Fader and Hardie (2007): alpha 0.668, beta 3.806 of the high end customers; S(1) = beta / (alpha + beta).
        var model = new ShiftedBetaGeometricModel(0.668, 3.806);

        var value = SubscriptionValue.Of(
            new SubscriptionTerms
            {
                Price = 100,
                Months = 3,
                Model = model,
            }
        );

        var first = 3.806 / 4.474;
        value.PredictedClv.ShouldBe(100 * (1 + first + (first * 4.806 / 5.474)), 1e-9);
    }

    [Fact]
    public void Subscription_ManyMonthsDiscounted_IsTheResidualLifetimeOfFaderAndHardie()
    {
        var model = new ShiftedBetaGeometricModel(0.668, 3.806);
        const double Rate = 0.5;

        var value = SubscriptionValue.Of(
            new SubscriptionTerms
            {
                Price = 1,
                PaidMonths = 4,
                Months = 1_200,
                DiscountRate = Rate,
                Model = model,
            }
        );

        value.DiscountedClv.ShouldBe(
            model.DiscountedRenewals(3, Math.Pow(1 + Rate, 1.0 / 12) - 1),
            1e-7
        );
    }

    [Fact]
    public void Subscription_TermsOutOfRange_AreAllNamed()
    {
        var fault = Should.Throw<ArgumentException>(() =>
            SubscriptionValue.Of(
                new SubscriptionTerms
                {
                    Price = -1,
                    Months = 5_000,
                    Retention = 2,
                }
            )
        );

        fault.Message.ShouldContain("price");
        fault.Message.ShouldContain("5000");
        fault.Message.ShouldContain("retention");
    }
}
