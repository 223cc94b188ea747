using System.Collections.Immutable;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Decisions.Economics;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Models.Prior;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Tests.Economics;

public class CustomerEconomicsTests
{
    private static readonly ScoredShop s_shop = ScoredShop.Quarter;
    private static readonly EconomicsReport s_report = Compute(new EconomicsOptions());

    [Fact]
    public void Value_Parts_MultiplyToPredictedClv()
    {
        var v = s_report.Value;

        (v.ActiveCustomers * v.OrdersPerActive * v.NetValuePerOrder * v.Margin).ShouldBe(
            v.PredictedClv,
            1e-9 * v.PredictedClv
        );
        v.PredictedClv.ShouldBe(s_shop.Scores.TotalPredictedClv, 1e-9 * v.PredictedClv);
        v.TotalClv.ShouldBe(v.HistoricValue + v.PredictedClv);
        v.DiscountedClv.ShouldBe(v.PredictedClv);
        v.ClvPerCustomerAndYear.ShouldBe(
            v.PredictedClv / s_shop.Orders.CustomerCount / 90 * 365.25,
            1e-9 * v.PredictedClv
        );
    }

    [Fact]
    public void Value_Discounted_IsNearThePriorsContinuousDiscounting()
    {
        var shop = ScoredShop.Year;
        const double Rate = 0.3;
        var value = CustomerEconomics
            .Compute(
                shop.Orders,
                shop.Scores,
                shop.Model,
                new EconomicsOptions { DiscountRate = Rate }
            )
            .Report.Value;

        // Oracle: the purchase models' own discounted orders, in continuous time.
        var weekly = Math.Log(1 + Rate) / (365.25 / 7);
        var facts = shop.Scores.Predictions.Inputs.Features.Facts;
        var weeks = shop.Model.Horizon.WeeksFrom(shop.Scores.AsOf);
        var expected = 0.0;
        for (var row = 0; row < facts.Length; row++)
        {
            var statistics = CustomerPrior.Statistics(facts[row], shop.Scores.AsOf);
            var prior = shop.Model.Prior;
            var discounted = prior.Purchases.Average(p =>
                p.DiscountedOrders(statistics, weeks, weekly)
            );
            var returning = prior.ReturningRate * (1 - Math.Exp(-weekly * weeks)) / weekly;
            expected +=
                shop.Scores.Predictions.PredictedClv[row]
                * (((1 - prior.ReturningShare) * discounted) + (prior.ReturningShare * returning))
                / prior.ExpectedOrders(facts[row], shop.Scores.AsOf, weeks);
        }
        value.DiscountedClv.ShouldBe(expected, 1e-3 * expected);
        value.DiscountedClv.ShouldBeLessThan(0.95 * value.PredictedClv);
    }

    [Fact]
    public void Comparisons_EveryGrouping_HoldsEveryCustomerWithAPurchaseOnce()
    {
        s_report
            .Comparisons.Select(c => c.By)
            .ShouldBe(["channel", "country", "category", "product", "cohort"]);
        foreach (var comparison in s_report.Comparisons)
        {
            comparison.Groups.Sum(g => g.Customers).ShouldBe(300, comparison.By);
            comparison.Groups.ShouldAllBe(g => g.ClvLow <= g.Clv && g.Clv <= g.ClvHigh);
        }
    }

    [Fact]
    public void Comparisons_PeriodLongPast_IsWhatTheOrdersHold()
    {
        // The last customer of the test shop joins 230 days before its end, so three months are observed of all.
        var report = Compute(
            new EconomicsOptions
            {
                PeriodMonths = 3,
                GroupBy = ["channel"],
                SmallestGroup = 1,
            }
        );
        var lines = s_shop.Orders.Lines;
        var group = report.Comparisons[0].Groups.First(g => g.Group == "s1");
        double value = 0;
        var customers = 0;
        for (var c = 0; c < s_shop.Orders.CustomerCount; c++)
        {
            var mine = Enumerable
                .Range(
                    s_shop.Orders.Offsets[c],
                    s_shop.Orders.Offsets[c + 1] - s_shop.Orders.Offsets[c]
                )
                .ToArray();
            var bought = mine.Where(i => !lines.IsReturn[i]).ToArray();
            if (bought.Length == 0)
                continue;
            var first = DateOnly.FromDayNumber(lines.Day[bought[0]]);
            var largest = bought
                .Where(i => lines.Day[i] == first.DayNumber && lines.Channel[i] >= 0)
                .OrderByDescending(i => lines.AmountMinor[i])
                .Select(i => (int?)i)
                .FirstOrDefault();
            if (largest is null || lines.Channels[lines.Channel[largest.Value]] != "s1")
                continue;
            customers++;
            value += mine.Where(i => lines.Day[i] < first.AddMonths(3).DayNumber)
                .Sum(i => Money.ToUnits(lines.AmountMinor[i]) * 0.5);
        }

        group.Customers.ShouldBe(customers);
        group.ObservedShare.ShouldBe(1);
        group.OwnMean.ShouldBe(value / customers, 1e-9 * value);
        group.ClvByMonth[^1].ShouldBe(group.Clv, 1e-9 * group.Clv);
    }

    [Fact]
    public void Comparisons_CostsByChannel_GiveRatioVerdictAndPayback()
    {
        var report = Compute(
            new EconomicsOptions
            {
                GroupBy = ["channel", "country"],
                Acquisition = new AcquisitionCosts
                {
                    By = "channel",
                    Costs = ImmutableSortedDictionary<string, double>
                        .Empty.Add("s0", 1)
                        .Add("s1", 1e6),
                    Default = 50,
                },
                TargetRatio = 3,
            }
        );

        var groups = report.Comparisons[0].Groups.ToDictionary(g => g.Group);
        groups["s0"].Verdict.ShouldBe("pays");
        groups["s0"].PaybackMonth.ShouldBe(1);
        groups["s0"].ClvToCac.ShouldBe(groups["s0"].Clv, 1e-9 * groups["s0"].Clv);
        groups["s0"].MaxCac.ShouldBe(groups["s0"].Clv / 3, 1e-9 * groups["s0"].Clv);
        groups["s1"].Verdict.ShouldBe("loses");
        groups["s1"].PaybackMonth.ShouldBeNull();
        // In another grouping a group costs what its customers cost on average.
        report.Comparisons[1].Groups.ShouldAllBe(g => g.Cac > 50);
    }

    [Fact]
    public void Compute_GroupingThatTheOrdersLack_IsRefusedByName() =>
        Should
            .Throw<OrderDataException>(() =>
                Compute(new EconomicsOptions { GroupBy = ["campaign"] })
            )
            .Message.ShouldContain("campaign");

    [Fact]
    public void WhatIf_NoChange_ChangesNothing()
    {
        var report = Compute(
            new EconomicsOptions
            {
                WhatIf = new WhatIfChanges
                {
                    Retention = 0,
                    OrderValue = 0,
                    Frequency = 0,
                    Margin = 0,
                },
            }
        );

        report.WhatIf.ShouldAllBe(e => Math.Abs(e.RelativeChange) < 1e-6);
    }

    [Fact]
    public void WhatIf_EachDriverUp_RaisesClvAsItsFormulaSays()
    {
        var effects = s_report.WhatIf.ToDictionary(e => e.Driver);

        effects["order_value"].RelativeChange.ShouldBe(0.05, 1e-9);
        effects["frequency"].RelativeChange.ShouldBe(0.05, 1e-9);
        effects["margin"].RelativeChange.ShouldBe(0.05, 1e-9);
        effects["retention"].RelativeChange.ShouldBeInRange(0, 0.05);
        (1 + effects["all"].RelativeChange).ShouldBe(
            (1 + effects["retention"].RelativeChange) * Math.Pow(1.05, 3),
            1e-9
        );
    }

    [Fact]
    public void WhatIf_BadExperiences_TakeTheirShareAndThoseTold()
    {
        var report = Compute(
            new EconomicsOptions
            {
                WhatIf = new WhatIfChanges
                {
                    Affected = 0.1,
                    Stop = 0.32,
                    Told = 15,
                    PutOff = 0.01,
                },
            }
        );

        var v = report.Value;
        report
            .WhatIf[^1]
            .ChangeOfTotal.ShouldBe(
                (-0.032 * v.PredictedClv)
                    - (0.1 * v.Customers * 0.15 * report.Spending.ClvOfNewCustomer),
                1e-9 * v.PredictedClv
            );
    }

    [Fact]
    public void Spending_BudgetAndCost_StopsContactsAtTheReturnOfAcquisition()
    {
        var scores = s_shop.Scores;
        var clv = s_report.Spending.ClvOfNewCustomer;

        var spending = SpendingComparison.Of(scores, clv, clv / 1.5, 100);

        spending.AcquisitionReturn.ShouldBe(0.5, 1e-9);
        spending.RetentionSpending.ShouldBeLessThanOrEqualTo(100);
        if (spending.Contacts > 0)
            spending.MarginalRetentionReturn.ShouldBeGreaterThanOrEqualTo(0.5);
        spending.AcquisitionSpending.ShouldBe(100 - spending.RetentionSpending, 1e-9);
        spending.AcquisitionProfit.ShouldBe(spending.AcquisitionSpending / 2, 1e-9);
    }

    [Fact]
    public void Compute_ModelOfPurchaseDays_CountsThemEverywhere()
    {
        var model = s_shop.Model with
        {
            Manifest = s_shop.Model.Manifest with { ValueBasis = ValueBasis.Orders },
        };
        var scores = new CustomerScorer(model).Score(s_shop.Orders, s_shop.Scores.AsOf);

        var report = CustomerEconomics.Compute(s_shop.Orders, scores, model).Report;

        report.Value.HistoricValue.ShouldBeGreaterThan(0);
        (report.Kpis.Sum(k => k.NetRevenue) * report.Value.Margin).ShouldBe(
            report.Value.HistoricValue,
            1e-6
        );
        report.Kpis.ShouldAllBe(k => k.Orders == 0 || k.AverageOrderValue == 1);
        report
            .Comparisons.SelectMany(c => c.Groups)
            .ShouldAllBe(g => g.FirstOrderValue == 1 && g.OwnMean >= 0.5);
    }

    [Fact]
    public void Compute_OnMoreThreads_GivesTheSame()
    {
        var options = new EconomicsOptions { DiscountRate = 0.1 };

        Text(
                CustomerEconomics
                    .Compute(s_shop.Orders, s_shop.Scores, s_shop.Model, options, threads: 3)
                    .Report
            )
            .ShouldBe(Text(Compute(options)));

        static string Text(EconomicsReport report) =>
            JsonSerializer.Serialize(report, PackageJson.Options);
    }

    [Fact]
    public void Validate_FaultsOfAllKinds_AreNamedTogether()
    {
        var fault = Should.Throw<ArgumentException>(() =>
            new EconomicsOptions
            {
                PeriodMonths = 0,
                GroupBy = ["colour"],
                DiscountRate = 2,
                FiscalPeriodMonths = 5,
                WhatIf = new WhatIfChanges { Stop = 3, Retention = -1 },
            }.Validate()
        );

        foreach (
            var part in new[] { "period", "colour", "discount", "fiscal", "stops", "Retention" }
        )
            fault.Message.ShouldContain(part);
    }

    private static EconomicsReport Compute(EconomicsOptions options) =>
        CustomerEconomics.Compute(s_shop.Orders, s_shop.Scores, s_shop.Model, options).Report;
}
