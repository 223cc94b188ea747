using ClvPredict.Data;
using ClvPredict.Data.Parquet;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Scoring.Tests;

public class CustomerScorerTests
{
    private static readonly CustomerHistories s_shop = TestOrders.Histories([
        .. TestOrders.Random(21, 400),
        new TestLine("returns-only", TestOrders.Start.AddDays(100), -10),
    ]);
    private static readonly DateOnly s_asOf = s_shop.LastDay.AddDays(1);
    private static readonly ClvModel s_model = ModelTrainer.Train(
        s_shop,
        s_asOf,
        new TrainingOptions { Horizon = Horizon.Parse("90d"), Margin = 0.5 }
    );
    private static readonly CustomerScores s_scores = new CustomerScorer(s_model).Score(
        s_shop,
        s_asOf
    );

    [Fact]
    public void Score_EveryCustomer_AppearsExactlyOnceWithFiniteNumbers()
    {
        s_scores.Customers.Select(c => c.CustomerId).ShouldBe(s_shop.CustomerIds);
        foreach (var c in s_scores.Customers)
        {
            double[] numbers =
            [
                c.PredictedClv,
                c.ClvMedian,
                c.ClvLow,
                c.ClvHigh,
                c.ExpectedOrders,
                c.ExpectedOrderValue,
                c.ChurnProbability,
                c.ProbabilityAlive,
                c.HistoricValue,
                c.TotalClv,
                c.ValueAtRisk,
                c.ExpectedProfitOfContact,
                c.MaxOfferCost,
            ];
            numbers.ShouldAllBe(n => double.IsFinite(n), c.CustomerId);
            c.ClvLow.ShouldBeLessThanOrEqualTo(c.ClvHigh);
            c.ChurnProbability.ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void Score_HigherRangeCoverage_WidensRangesAndNothingElse()
    {
        var wide = new CustomerScorer(s_model with { RangeCoverage = 0.95 }).Score(s_shop, s_asOf);

        wide.Predictions.RangeCoverage.ShouldBe(0.95);
        wide.Customers.Sum(c => c.ClvHigh - c.ClvLow)
            .ShouldBeGreaterThan(1.3 * s_scores.Customers.Sum(c => c.ClvHigh - c.ClvLow));
        wide.Customers.Select(c => c.PredictedClv)
            .ShouldBe(s_scores.Customers.Select(c => c.PredictedClv));
        wide.Customers.Select(c => c.ClvMedian)
            .ShouldBe(s_scores.Customers.Select(c => c.ClvMedian));
    }

    [Fact]
    public void TotalOf_ListOfIds_IsTheSumOfPredictedClvInANarrowerRange()
    {
        var list = s_scores.ByValue.Take(50).ToArray();

        var total = s_scores.TotalOf(list.Select(c => c.CustomerId).Append(list[0].CustomerId));

        total.Customers.ShouldBe(50);
        total.PredictedClv.ShouldBe(
            list.Sum(c => (double)c.PredictedClv),
            1e-9 * total.PredictedClv
        );
        total.Low.ShouldBeGreaterThan(list.Sum(c => c.ClvLow));
        total.High.ShouldBeInRange(total.PredictedClv, list.Sum(c => c.ClvHigh));
    }

    [Fact]
    public void TotalOf_UnknownId_IsNamed()
    {
        Should
            .Throw<OrderDataException>(() => s_scores.TotalOf(["nobody"]))
            .Message.ShouldContain("\"nobody\"");
    }

    [Fact]
    public void Score_RangeThatTheModelDoesNotHave_IsRefused()
    {
        Should
            .Throw<ArgumentException>(() =>
                new CustomerScorer(s_model with { RangeCoverage = 0.7 }).Score(s_shop, s_asOf)
            )
            .Message.ShouldContain("95 %");
    }

    [Fact]
    public void Score_Ranks_AreAPermutationInTheOrderOfPredictedClv()
    {
        var byValue = s_scores.ByValue.ToArray();

        byValue.Select(c => c.ValueRank).ShouldBe(Enumerable.Range(1, byValue.Length));
        byValue
            .Zip(byValue.Skip(1))
            .ShouldAllBe(p => p.First.PredictedClv >= p.Second.PredictedClv);
        byValue[0].ValuePercentile.ShouldBe(100);
        byValue[0].ValueTier.ShouldBe("top");
    }

    [Fact]
    public void Score_HistoricValue_IsTheLedgerTimesTheMargin()
    {
        s_scores
            .Customers.Sum(c => c.HistoricValue)
            .ShouldBe(Money.ToUnits(s_shop.Ledger.NetMinor) * 0.5, 1e-6);
    }

    [Fact]
    public void Score_CustomerWithReturnsOnly_IsUnknownWithEvidenceD()
    {
        var customer = s_scores.Customers.Single(c => c.CustomerId == "returns-only");

        customer.Lifecycle.ShouldBe("unknown");
        customer.Evidence.ShouldBe("D");
        customer.PredictedClv.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Score_Targets_AreTheCustomersWhoseContactPays()
    {
        s_scores.Targets.ShouldAllBe(c =>
            c.ExpectedProfitOfContact > 0 && c.Campaign == "retention"
        );
        s_scores
            .Customers.Where(c => !c.RetentionTarget)
            .ShouldAllBe(c => c.ExpectedProfitOfContact <= 0);
    }

    [Fact]
    public void Score_Budget_IsKept()
    {
        var scores = new CustomerScorer(s_model).Score(
            s_shop,
            s_asOf,
            new RetentionEconomics
            {
                Campaigns = [new RetentionCampaign { OfferCost = 1, ContactCost = 0.1 }],
                Budget = 5,
            }
        );

        scores.Targets.Sum(c => c.ExpectedCostOfContact).ShouldBeLessThanOrEqualTo(5);
        scores.Targets.ShouldNotBeEmpty();
    }

    [Fact]
    public void Score_NextOrderDates_AreOrdered()
    {
        foreach (var c in s_scores.Customers.Where(c => c.NextOrderHigh is not null))
        {
            c.NextOrderLow.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(c.NextOrderDate!.Value);
            c.NextOrderDate!.Value.ShouldBeLessThanOrEqualTo(c.NextOrderHigh!.Value);
            c.NextOrderLow!.Value.ShouldBeGreaterThanOrEqualTo(s_asOf);
        }
    }

    [Fact]
    public void Score_CustomerBackAfterALongSilence_HasReturnedUntilTheNextOrder()
    {
        TestLine[] Orders(params int[] daysBeforeTheEnd) =>
            [
                .. daysBeforeTheEnd.Select(d => new TestLine("back", s_shop.LastDay.AddDays(-d), 50)
                {
                    Order = $"b{d}",
                }),
            ];

        string Stage(params int[] daysBeforeTheEnd)
        {
            var shop = TestOrders.Histories([
                .. TestOrders.Random(21, 400),
                .. Orders(daysBeforeTheEnd),
            ]);
            return new CustomerScorer(s_model)
                .Score(shop, s_asOf)
                .Customers.Single(c => c.CustomerId == "back")
                .Lifecycle;
        }

        Stage(700, 695, 690, 685, 680).ShouldBe("lapsed");
        Stage(700, 695, 690, 685, 680, 2).ShouldBe("returned");
        Stage(700, 695, 690, 685, 680, 4, 2).ShouldBe("active");
    }

    [Fact]
    public void Score_RfmScores_PutAFifthOrMoreAtOrBelowEachScore()
    {
        var spend = s_scores.Customers.Select(c => c.Rfm.Spend).ToArray();

        spend.ShouldAllBe(s => s >= 1 && s <= 5);
        for (var score = 1; score <= 5; score++)
            spend.Count(s => s <= score).ShouldBeGreaterThanOrEqualTo(spend.Length * score / 5);
        s_scores.Customers[0].Rfm.ToString().Length.ShouldBe(3);
    }

    [Fact]
    public void WithTiers_SharesOfValue_ChangeTiersAndNothingElse()
    {
        var scores = s_scores.WithTiers(new TierRule { By = TierBasis.Value, Top = 0.5 });

        var top = scores.ByValue.TakeWhile(c => c.ValueTier == "top").ToArray();
        var held = top.Sum(c => (double)c.PredictedClv);
        held.ShouldBeGreaterThanOrEqualTo(0.5 * scores.TotalPredictedClv);
        (held - top[^1].PredictedClv).ShouldBeLessThan(0.5 * scores.TotalPredictedClv);
        scores
            .Customers.Select(c => c with { ValueTier = "", Reasons = [] })
            .ShouldBe(s_scores.Customers.Select(c => c with { ValueTier = "", Reasons = [] }));
    }

    [Fact]
    public void Write_Scores_HasOneRowACustomerAndReadsBack()
    {
        var path = Path.Combine(Path.GetTempPath(), $"clv-scores-{Guid.NewGuid():N}.csv");
        try
        {
            ScoreFile.Write(s_scores, path);

            var table = CsvTable.Read(path);
            table.RowCount.ShouldBe(s_scores.Customers.Length);
            table.Columns.Count.ShouldBe(33);
            table[0, table.IndexOf("rung")].ShouldBe("stack");
            for (var row = 0; row < table.RowCount; row++)
                float.Parse(
                        table[row, table.IndexOf("predicted_clv")],
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                    .ShouldBe(s_scores.Customers[row].PredictedClv);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Write_ScoresAsParquet_HoldsTheSameNumbers()
    {
        var path = Path.Combine(Path.GetTempPath(), $"clv-scores-{Guid.NewGuid():N}.parquet");
        try
        {
            ScoreFile.Write(s_scores, path);

            using var file = ParquetFile.Open(path);
            file.RowCount.ShouldBe(s_scores.Customers.Length);
            using var column = file.OpenColumn(0, file.FindColumn("predicted_clv")!.Index);
            var values = new double[s_scores.Customers.Length];
            column.ReadDouble(values, new bool[values.Length]).ShouldBe(values.Length);
            values.ShouldBe(s_scores.Customers.Select(c => (double)c.PredictedClv));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
