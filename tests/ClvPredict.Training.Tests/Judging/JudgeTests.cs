using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Evaluation;
using ClvPredict.TestKit;

namespace ClvPredict.Training.Judging.Tests;

public class JudgeTests
{
    private static readonly TrainingOptions s_options = new()
    {
        Horizon = Horizon.Parse("90d"),
        Origins = 1,
        Threads = 2,
    };

    [Fact]
    public void Train_PureNoise_ShipsTheMeanAndSaysNoEvidenceOfSkill()
    {
        var shop = Noise();
        var asOf = shop.LastDay.AddDays(1);

        var model = ModelTrainer.Train(shop, asOf, s_options);

        model.Manifest.Judge.ShouldNotBeNull().Grade.ShouldBe("F");
        model.Manifest.Verdict.ShouldContain("no evidence of skill");
        model.Manifest.Targets.ShouldAllBe(t => t.Form == PredictionForm.CohortMean);
        var predictions = model.Predict(model.Inputs(model.Features(shop, asOf)));
        predictions.PredictedClv.ToArray().Distinct().Count().ShouldBe(1);
        predictions.ChurnProbability.ToArray().Distinct().Count().ShouldBe(1);
        predictions.PredictedClv[0].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Train_SimulatedShop_FindsTheSkill()
    {
        var shop = SimulatedShop.Histories(3_000, 5);

        var model = ModelTrainer.Train(shop, shop.LastDay.AddDays(1), s_options);

        var judge = model.Manifest.Judge.ShouldNotBeNull();
        judge.Grade.ShouldBeOneOf("A", "B");
        judge
            .Gains.First(g => g.Target == "value" && g.Against == PredictionForm.CohortMean)
            .Low.ShouldBeGreaterThan(0.1);
        judge.HoldoutValue.ShouldBe(PredictionForm.Stack);
        judge
            .Gains.Where(g => g.Against == PredictionForm.Boosting)
            .Select(g => g.Target)
            .ShouldBe(["activity", "orders", "value"]);
        model
            .Manifest.Backtest.ShouldNotBeNull()
            .Baselines.Single(b => b.Name == "boosting")
            .NormalizedGini.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void RunJudged_PureNoise_SetsBoostingAloneAtTheScaleOfItsWindow()
    {
        var shop = Noise();

        var backtest = Backtest.RunJudged(
            shop,
            TestOrders.Start.AddDays(270),
            s_options with
            {
                Origins = 0,
            }
        );

        // Everyone buys alike all the time, so the total of one window is that of another, within what chance does.
        Math.Abs(backtest.Result.Baselines.Single(b => b.Name == "boosting").Bias)
            .ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Origins_ShortHistory_KeepsTheLatest()
    {
        var first = new DateOnly(2024, 1, 1);

        Judge
            .Origins(first, first.AddDays(300), 120, 4)
            .ShouldBe([
                first.AddDays(300),
                first.AddDays(240),
                first.AddDays(180),
                first.AddDays(120),
            ]);
        Judge.Origins(first, first.AddDays(100), 60, 3).ShouldBe([first.AddDays(100)]);
    }

    // Every customer buys with the same chance on every day, for amounts that tell nothing.
    private static CustomerHistories Noise()
    {
        var random = new Random(11);
        var lines = new List<TestLine>();
        for (var c = 0; c < 1_200; c++)
        {
            var start = random.Next(30);
            for (var day = start; day < 360; day++)
            {
                if (day == start || random.NextDouble() < 0.008)
                    lines.Add(
                        new TestLine(
                            $"c{c}",
                            TestOrders.Start.AddDays(day),
                            Math.Round((decimal)(20 + (10 * random.NextDouble())), 2)
                        )
                        {
                            Order = $"{c}-{day}",
                        }
                    );
            }
        }
        return TestOrders.Histories(lines);
    }
}
