using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring.Tests;

public class RetentionTargetingTests
{
    private static readonly RetentionCampaign s_campaign = new();

    [Fact]
    public void Profit_WorkedExample_FollowsTheFormula()
    {
        // 0.3 x 0.6 x (200 - 10) - 0.4 x 10 - 1
        ContactValue.Of(0.6, 0.6, 200, s_campaign).Profit(0.3).ShouldBe(29.2, 1e-12);
    }

    [Fact]
    public void Cost_WorkedExample_CountsTheOfferWhereItIsTaken()
    {
        // 1 + (0.3 x 0.6 + 0.4) x 10
        ContactValue.Of(0.6, 0.6, 200, s_campaign).Cost(0.3).ShouldBe(6.8, 1e-12);
    }

    [Fact]
    public void Profit_CustomerGoneForGood_IsACostOnly()
    {
        var savable = ContactProspects.Savable(churn: 1, alive: 0, active: 0);

        ContactValue.Of(1, savable, 1000, s_campaign).Profit(0.3).ShouldBe(-1, 1e-12);
    }

    [Fact]
    public void Savable_WhoIsGoneForGoodDoesNotBuy_IsPAliveWithoutThoseWhoBuy()
    {
        // P(no purchase) = 0.5, P(alive) = 0.8, so P(alive, no purchase) = 0.3 of 0.5.
        ContactProspects.Savable(churn: 0.5, alive: 0.8, active: 0.5).ShouldBe(0.3, 1e-12);
    }

    [Fact]
    public void MaxOfferCost_AsOfferCost_MakesTheProfitZero()
    {
        var most = ContactValue.MaxOfferCost(0.6, 0.5, 200, s_campaign);

        ContactValue
            .Of(0.6, 0.5, 200, s_campaign with { OfferCost = most })
            .Profit(0.3)
            .ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Plan_NoBudget_TakesEveryProfitableCustomerByProfit()
    {
        var plan = RetentionTargeting.Plan(
            Prospects((0.6, 200), (0.1, 20), (0.8, 300), (0.9, 1)),
            new RetentionEconomics()
        );

        plan.Rank.ShouldBe([2, 0, 1, 0]);
        plan.UpperBound.ShouldBe(plan.ListProfit, 1e-9);
    }

    [Fact]
    public void Solve_Budget_TakesTheBestReturnOnCostFirst()
    {
        new ContactChoice(
            [
                [5, 6, 4],
            ],
            [
                [1, 10, 1],
            ],
            [3],
            2
        ).Solve().ShouldBe([0, -1, 0]);
    }

    [Fact]
    public void Solve_Cap_TakesTheHighestProfitsNotTheHighestReturns()
    {
        new ContactChoice(
            [
                [5, 6, 4],
            ],
            [
                [1, 10, 1],
            ],
            [1],
            double.PositiveInfinity
        ).Solve().ShouldBe([-1, 0, -1]);
    }

    [Fact]
    public void Solve_RandomProblemsWithoutCaps_AreWithinOneCustomerOfTheBest()
    {
        var random = new Random(7);
        for (var problem = 0; problem < 150; problem++)
        {
            var (profits, costs) = Problem(random, campaigns: 1 + (problem % 3), customers: 6);
            var budget = 9 * random.NextDouble();
            int[] caps = [.. profits.Select(_ => 6)];
            var choice = new ContactChoice(profits, costs, caps, budget);

            var found = Profit(profits, choice.Solve());

            var best = BruteForce(profits, costs, caps, budget);
            found.ShouldBeLessThanOrEqualTo(best + 1e-9);
            choice.UpperBound.ShouldBeGreaterThanOrEqualTo(best - 1e-9);
            (best - found).ShouldBeLessThan(profits.Max(p => p.Max()), $"problem {problem}");
        }
    }

    [Fact]
    public void Solve_RandomProblemsWithCaps_KeepBudgetAndCapsAndTheBoundHolds()
    {
        var random = new Random(8);
        var (total, reached) = (0.0, 0.0);
        for (var problem = 0; problem < 150; problem++)
        {
            var campaigns = 1 + (problem % 3);
            var (profits, costs) = Problem(random, campaigns, customers: 6);
            int[] caps = [.. Enumerable.Range(0, campaigns).Select(_ => random.Next(1, 5))];
            var budget = problem % 2 == 0 ? double.PositiveInfinity : 10 * random.NextDouble();
            var choice = new ContactChoice(profits, costs, caps, budget);

            var chosen = choice.Solve();

            var best = BruteForce(profits, costs, caps, budget);
            var found = Profit(profits, chosen);
            Cost(costs, chosen).ShouldBeLessThanOrEqualTo(budget + 1e-9);
            for (var k = 0; k < campaigns; k++)
                chosen.Count(c => c == k).ShouldBeLessThanOrEqualTo(caps[k]);
            found.ShouldBeLessThanOrEqualTo(best + 1e-9);
            choice.UpperBound.ShouldBeGreaterThanOrEqualTo(best - 1e-9);
            if (problem % 2 == 0)
                found.ShouldBe(
                    best,
                    1e-9,
                    $"problem {problem}: without a budget caps are met exactly"
                );
            (total, reached) = (total + best, reached + found);
        }
        (reached / total).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Plan_FewerThanTheSmallestSize_DropsTheCampaign()
    {
        var economics = new RetentionEconomics
        {
            Campaigns =
            [
                new RetentionCampaign { Name = "a" },
                new RetentionCampaign
                {
                    Name = "b",
                    Acceptance = 0.9,
                    OfferCost = 90,
                    MinSegmentSize = 2,
                },
            ],
        };

        var plan = RetentionTargeting.Plan(Prospects((0.6, 200), (0.8, 1000)), economics);

        plan.Campaign.ShouldBe([0, 0]);
    }

    [Fact]
    public void Plan_TwoCampaigns_GivesEachCustomerTheBetterOne()
    {
        var economics = new RetentionEconomics
        {
            Campaigns =
            [
                new RetentionCampaign { Name = "a" },
                new RetentionCampaign
                {
                    Name = "b",
                    Acceptance = 0.9,
                    OfferCost = 90,
                },
            ],
        };

        RetentionTargeting
            .Plan(Prospects((0.6, 200), (0.8, 1000)), economics)
            .Campaign.ShouldBe([0, 1]);
    }

    [Fact]
    public void Plan_DiscountCampaign_SparesFullPriceBuyersAndSureStayers()
    {
        var prospects = Prospects((0.6, 200), (0.6, 200), (0.05, 5000), (0.6, 200)) with
        {
            DiscountShare = [0, 0.2, 0.2, double.NaN],
        };
        var discount = new RetentionEconomics
        {
            Campaigns = [new RetentionCampaign { IsDiscount = true }],
        };

        RetentionTargeting.Plan(prospects, discount).Rank.ShouldBe([0, 1, 0, 2]);
        RetentionTargeting.Plan(prospects, new RetentionEconomics()).Rank.ShouldBe([2, 3, 1, 4]);
    }

    [Fact]
    public void Outlook_OneValueAndCalibratedScores_IsTheExpectedMaximumProfit()
    {
        // With one value for all, and the churn rate of each stretch of the ROC curve's hull as churn probability, the sum over
        // customers is the published measure. 14.704… and 0.5598… are what R's EMP 2.0.6 prints, see ExpectedMaximumProfitTests.
        var (scores, churned) = EmpSample();
        var churn = Calibrated(scores, churned);
        var prospects = new ContactProspects
        {
            ChurnProbability = [.. churn],
            SavableProbability = [.. churn],
            ValueIfActive = [.. churn.Select(_ => 200.0)],
            DiscountShare = [.. churn.Select(_ => double.NaN)],
        };

        var plan = RetentionTargeting.Plan(prospects, new RetentionEconomics());
        var outlook = ProfitOutlook.Of(plan);

        (outlook.ExpectedMaximum / 500).ShouldBe(14.704226420822838, 1e-9);
        outlook.ExpectedFraction.ShouldBe(0.559809478256513, 1e-9);
        (outlook.Expected / 500).ShouldBe(14.633999999999997, 1e-9);
        (ProfitCurve.Of(plan).BreakEvenRank / 500.0).ShouldBe(0.57, 1e-9);
    }

    [Fact]
    public void Outlook_BudgetThatDoesNotBind_AgreesWithTheClosedForm()
    {
        var (scores, churned) = EmpSample();
        var churn = Calibrated(scores, churned);
        var prospects = new ContactProspects
        {
            ChurnProbability = [.. churn],
            SavableProbability = [.. churn],
            ValueIfActive = [.. churn.Select((_, i) => 50.0 + i)],
            DiscountShare = [.. churn.Select(_ => double.NaN)],
        };

        var free = ProfitOutlook.Of(RetentionTargeting.Plan(prospects, new RetentionEconomics()));
        var bound = ProfitOutlook.Of(
            RetentionTargeting.Plan(prospects, new RetentionEconomics { Budget = 1e9 })
        );

        bound.ExpectedMaximum.ShouldBe(free.ExpectedMaximum, 0.002 * free.ExpectedMaximum);
        bound.ExpectedFraction.ShouldBe(free.ExpectedFraction, 0.005);
        free.Low.ShouldBeLessThan(free.Expected);
        free.High.ShouldBeGreaterThan(free.Expected);
        free.ExpectedMaximum.ShouldBeGreaterThanOrEqualTo(free.Expected);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public void Outlook_BudgetThatBinds_KnowingTheRatesLosesNothing(double budget)
    {
        var prospects = Prospects([
            .. Enumerable.Range(1, 300).Select(i => (i * 37 % 100 / 100.0, 40.0 + (i * 61 % 400))),
        ]);

        var outlook = ProfitOutlook.Of(
            RetentionTargeting.Plan(prospects, new RetentionEconomics { Budget = budget })
        );

        outlook.ExpectedMaximum.ShouldBeGreaterThanOrEqualTo(outlook.Expected);
        outlook.ExpectedMaximum.ShouldBeLessThan(1.1 * outlook.Expected);
    }

    [Fact]
    public void Outlook_OneCampaign_RangeIsThatOfTheBetaDistribution()
    {
        // qbeta(0.1, 6, 14) = 0.175130744690612, qbeta(0.9, 6, 14) = 0.434047981002145 (R 4.2.2)
        var plan = RetentionTargeting.Plan(Prospects((0.6, 200)), new RetentionEconomics());

        var outlook = ProfitOutlook.Of(plan);

        outlook.Low.ShouldBe((0.175130744690612 * 0.6 * 190) - 5, 0.05);
        outlook.High.ShouldBe((0.434047981002145 * 0.6 * 190) - 5, 0.05);
    }

    [Fact]
    public void Curve_AllCustomers_EndsAtTheSumOfProfits()
    {
        var plan = RetentionTargeting.Plan(
            Prospects((0.6, 200), (0.1, 20), (0.8, 300), (0.9, 1)),
            new RetentionEconomics()
        );

        var curve = ProfitCurve.Of(plan);

        curve.BreakEvenRank.ShouldBe(2);
        curve.Points[^1].Rank.ShouldBe(4);
        curve.Points[^1].Profit.ShouldBe(plan.Profit.Sum(), 1e-9);
        curve.Points.Select(p => p.Rank).ShouldBe([0, 1, 2, 3, 4]);
        curve.Points.Max(p => p.Profit).ShouldBe(plan.ListProfit, 1e-9);
    }

    [Fact]
    public void Validate_SeveralFaults_ReportsAll()
    {
        var error = Should.Throw<ArgumentException>(() =>
            new RetentionEconomics
            {
                Campaigns =
                [
                    new RetentionCampaign { Acceptance = 2 },
                    new RetentionCampaign { OfferCost = -1 },
                ],
                Budget = -1,
            }.Validate()
        );

        error.Message.ShouldContain("Acceptance");
        error.Message.ShouldContain("OfferCost");
        error.Message.ShouldContain("Budget");
        error.Message.ShouldContain("one name");
    }

    private static ContactProspects Prospects(params (double Churn, double Worth)[] customers) =>
        new()
        {
            ChurnProbability = [.. customers.Select(c => c.Churn)],
            SavableProbability = [.. customers.Select(c => c.Churn)],
            ValueIfActive = [.. customers.Select(c => c.Worth)],
            DiscountShare = [.. customers.Select(_ => double.NaN)],
        };

    private static (double[] Scores, bool[] Churned) EmpSample()
    {
        var scores = Enumerable.Range(1, 500).Select(i => i * 7919 % 1009 / 1009.0).ToArray();
        var churned = scores
            .Select((s, i) => ((i + 1) * 104729L) % 1013 / 1013.0 < s * s)
            .ToArray();
        return (scores, churned);
    }

    // Pool adjacent violators: the churn rate of each stretch of the convex hull.
    private static double[] Calibrated(double[] scores, bool[] churned)
    {
        var pools = new List<(double Churned, List<int> Members)>();
        foreach (var i in Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]))
        {
            pools.Add((churned[i] ? 1 : 0, [i]));
            while (
                pools.Count > 1
                && pools[^1].Churned * pools[^2].Members.Count
                    >= pools[^2].Churned * pools[^1].Members.Count
            )
            {
                pools[^2] = (
                    pools[^2].Churned + pools[^1].Churned,
                    [.. pools[^2].Members, .. pools[^1].Members]
                );
                pools.RemoveAt(pools.Count - 1);
            }
        }
        var rates = new double[scores.Length];
        foreach (var (count, members) in pools)
        {
            foreach (var i in members)
                rates[i] = count / members.Count;
        }
        return rates;
    }

    private static (double[][] Profits, double[][] Costs) Problem(
        Random random,
        int campaigns,
        int customers
    ) =>
        (
            [
                .. Enumerable
                    .Range(0, campaigns)
                    .Select(_ =>
                        Enumerable
                            .Range(0, customers)
                            .Select(_ => (8 * random.NextDouble()) - 2)
                            .ToArray()
                    ),
            ],
            [
                .. Enumerable
                    .Range(0, campaigns)
                    .Select(_ =>
                        Enumerable
                            .Range(0, customers)
                            .Select(_ => 3 * random.NextDouble())
                            .ToArray()
                    ),
            ]
        );

    private static double BruteForce(
        double[][] profits,
        double[][] costs,
        int[] caps,
        double budget
    )
    {
        var (campaigns, customers) = (profits.Length, profits[0].Length);
        var best = 0.0;
        var chosen = new int[customers];
        for (var code = 0; code < (int)Math.Pow(campaigns + 1, customers); code++)
        {
            var rest = code;
            for (var i = 0; i < customers; i++)
            {
                chosen[i] = (rest % (campaigns + 1)) - 1;
                rest /= campaigns + 1;
            }
            if (
                Cost(costs, chosen) <= budget
                && Enumerable.Range(0, campaigns).All(k => chosen.Count(c => c == k) <= caps[k])
            )
                best = Math.Max(best, Profit(profits, chosen));
        }
        return best;
    }

    private static double Profit(double[][] profits, int[] chosen) =>
        chosen.Select((k, i) => k < 0 ? 0 : profits[k][i]).Sum();

    private static double Cost(double[][] costs, int[] chosen) =>
        chosen.Select((k, i) => k < 0 ? 0 : costs[k][i]).Sum();
}
