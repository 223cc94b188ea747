using ClvPredict.Data;
using ClvPredict.Decisions.Risk;
using ClvPredict.Features;
using ClvPredict.Scoring;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Decisions.Tests.Risk;

public class ValueAtRiskCurveTests
{
    private static readonly CustomerHistories s_shop = TestOrders.Histories(
        TestOrders.Random(51, 300)
    );
    private static readonly CustomerScores s_scores = new CustomerScorer(
        ModelTrainer.Train(
            s_shop,
            s_shop.LastDay.AddDays(1),
            new TrainingOptions { Horizon = Horizon.Parse("90d"), Origins = 0 }
        )
    ).Score(s_shop, s_shop.LastDay.AddDays(1));

    [Fact]
    public void Of_Scores_HalfHoldersAreTheFewestWhoHoldHalf()
    {
        var curve = ValueAtRiskCurve.Of(s_scores);

        var atRisk = s_scores.Customers.Select(c => c.ValueAtRisk).OrderDescending().ToArray();
        curve.Customers.ShouldBe(300);
        curve.Total.ShouldBe(atRisk.Sum(), 1e-9 * curve.Total);
        atRisk.Take(curve.HalfHolders).Sum().ShouldBeGreaterThanOrEqualTo(curve.Total / 2);
        atRisk.Take(curve.HalfHolders - 1).Sum().ShouldBeLessThan(curve.Total / 2);
        curve.Top.Select(c => c.ValueAtRisk).ShouldBe(atRisk.Take(10));
    }

    [Fact]
    public void Of_Scores_CurveRisesFromNobodyToEverybody()
    {
        var points = ValueAtRiskCurve.Of(s_scores).Points;

        points[0].ShouldBe(new ValueAtRiskPoint(0, 0));
        points[^1].ShouldBe(new ValueAtRiskPoint(300, 1));
        points.Length.ShouldBeInRange(51, 52);
        for (var i = 1; i < points.Length; i++)
        {
            points[i].Customers.ShouldBeGreaterThan(points[i - 1].Customers);
            points[i].Share.ShouldBeGreaterThanOrEqualTo(points[i - 1].Share);
        }
    }

    [Fact]
    public void Of_NothingAtRisk_HasNoHalf()
    {
        var nothing = s_scores with
        {
            Customers = [.. s_scores.Customers.Select(c => c with { ValueAtRisk = 0 })],
        };

        var curve = ValueAtRiskCurve.Of(nothing);

        curve.HalfHolders.ShouldBe(0);
        curve.Points.ShouldBe([new ValueAtRiskPoint(0, 0)]);
    }
}
