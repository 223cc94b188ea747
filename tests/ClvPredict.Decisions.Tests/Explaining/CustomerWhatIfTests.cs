using ClvPredict.Decisions.Explaining;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Tests.Explaining;

public class CustomerWhatIfTests
{
    private static readonly ScoredShop s_shop = ScoredShop.Quarter;
    private static readonly CustomerScorer s_scorer = new(s_shop.Model);

    [Fact]
    public void Compute_EveryCustomer_SaysNowWhatTheScoresSay()
    {
        for (var row = 0; row < s_shop.Scores.Customers.Length; row++)
        {
            var score = s_shop.Scores.Customers[row];

            var now = WhatIf(row, 1, null).Now;

            now.PredictedClv.ShouldBe(score.PredictedClv, score.CustomerId);
            now.ChurnProbability.ShouldBe(score.ChurnProbability, score.CustomerId);
        }
    }

    [Fact]
    public void Compute_Silence_MakesTheCustomerLikelierToBeGone()
    {
        var row = ActiveCustomer();

        var month = WhatIf(row, 30, null);
        var year = WhatIf(row, 365, null);

        month.Ordered.ShouldBeNull();
        month.Silent.AsOf.ShouldBe(s_shop.Scores.AsOf.AddDays(30));
        month.Silent.ProbabilityAlive.ShouldBeLessThan(month.Now.ProbabilityAlive);
        year.Silent.ProbabilityAlive.ShouldBeLessThan(month.Silent.ProbabilityAlive);
        year.Silent.PredictedClv.ShouldBeLessThan(year.Now.PredictedClv);
    }

    [Fact]
    public void Compute_AnotherOrder_CountsItAndBringsTheCustomerBack()
    {
        var then = WhatIf(ActiveCustomer(), 200, 50);

        var ordered = then.Ordered!.Value;
        ordered.Facts.PurchaseDays.ShouldBe(then.Now.Facts.PurchaseDays + 1);
        ordered.ProbabilityAlive.ShouldBeGreaterThan(then.Silent.ProbabilityAlive);
        ordered.ChurnProbability.ShouldBeLessThan(then.Silent.ChurnProbability);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(3654, null)]
    [InlineData(30, 0)]
    [InlineData(30, -5)]
    public void Compute_OutOfRange_IsRefused(int days, int? amount) =>
        Should.Throw<ArgumentOutOfRangeException>(() => WhatIf(0, days, amount));

    private static int ActiveCustomer() =>
        Enumerable
            .Range(0, s_shop.Scores.Customers.Length)
            .MaxBy(row => s_shop.Scores.Customers[row].ExpectedOrders);

    private static CustomerWhatIf WhatIf(int row, int days, decimal? amount) =>
        CustomerWhatIf.Compute(
            s_scorer,
            CustomerOrders.Of(
                s_shop.Orders,
                s_shop.Scores.Predictions.Inputs.Features.Facts[row].Customer,
                s_shop.Scores.AsOf
            ),
            s_shop.Scores.AsOf,
            days,
            amount
        );
}
