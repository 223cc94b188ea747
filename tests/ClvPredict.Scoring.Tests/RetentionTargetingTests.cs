namespace ClvPredict.Scoring.Tests;

public class RetentionTargetingTests
{
    private static readonly RetentionEconomics s_economics = new()
    {
        ContactCost = 1,
        OfferCost = 10,
        Acceptance = 0.3,
    };

    [Fact]
    public void Profit_WorkedExample_FollowsTheFormula()
    {
        // 0.6 x 1 x 0.3 x (200 - 10) - 0.4 x 10 - 1
        RetentionTargeting.Profit(0.6, 1, 200, s_economics).ShouldBe(29.2, 1e-12);
    }

    [Fact]
    public void Profit_CustomerGoneForGood_IsACostOnly()
    {
        RetentionTargeting.Profit(1, 0, 1000, s_economics).ShouldBe(-1, 1e-12);
    }

    [Fact]
    public void MaxOfferCost_AsOfferCost_MakesTheProfitZero()
    {
        var most = RetentionTargeting.MaxOfferCost(0.6, 0.9, 200, s_economics);

        RetentionTargeting
            .Profit(0.6, 0.9, 200, s_economics with { OfferCost = most })
            .ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Rank_NoBudgetLimit_TakesEveryProfitableCustomerByProfit()
    {
        RetentionTargeting
            .Rank([5, -1, 9, 0], [1, 1, 1, 1], double.PositiveInfinity)
            .ShouldBe([2, 0, 1, 0]);
    }

    [Fact]
    public void Rank_Budget_TakesTheBestReturnOnCostFirst()
    {
        RetentionTargeting.Rank([5, 6, 4], [1, 10, 1], 2).ShouldBe([1, 0, 2]);
    }

    [Fact]
    public void Validate_SeveralFaults_ReportsAll()
    {
        var error = Should.Throw<ArgumentException>(() =>
            new RetentionEconomics { Acceptance = 2, Budget = -1 }.Validate()
        );

        error.Message.ShouldContain("Acceptance");
        error.Message.ShouldContain("Budget");
    }
}
