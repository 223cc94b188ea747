using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class MonotoneTests
{
    private static readonly BoostingOptions s_options = new()
    {
        Rounds = 30,
        MaxLeaves = 16,
        MinChildRows = 3,
        LearningRate = 0.3,
    };

    [Theory]
    [InlineData(1, 51)]
    [InlineData(-1, 51)]
    [InlineData(1, 52)]
    [InlineData(-1, 53)]
    public void Train_DirectionAsked_ScoreNeverRunsAgainstIt(int direction, int seed)
    {
        // Noise around a signal that often runs against the direction, so that free trees would break it.
        var columns = MadeUpRows.Columns(rows: 800, features: 4, seed);
        var objective = new PoissonObjective();
        var labels = MadeUpRows.Labels(objective, columns, seed + 100);
        var data = new BoostingData(FeatureBins.Build(columns), labels);
        var free = BoostingTrainer.Train(s_options, objective, data);

        var result = BoostingTrainer.Train(
            s_options with
            {
                Monotone = [direction, direction, 0, 0],
            },
            objective,
            data
        );

        for (var feature = 0; feature < 2; feature++)
        {
            LargestStepAgainst(free, columns, feature, direction).ShouldBeGreaterThan(0.01);
            // Sums of the same 30 leaves, or of leaves in order: no rounding can turn the order round.
            LargestStepAgainst(result, columns, feature, direction).ShouldBeLessThanOrEqualTo(0);
        }
    }

    [Fact]
    public void Train_SignalRunsWithTheDirection_CostsLittle()
    {
        var columns = MadeUpRows.Columns(rows: 2000, features: 3, seed: 54);
        var objective = new SquaredObjective();
        var data = new BoostingData(
            FeatureBins.Build(columns),
            MadeUpRows.Labels(objective, columns, seed: 55)
        );
        var options = s_options with { LearningRate = 0.1, MinChildRows = 20 };

        var free = BoostingTrainer.Train(options, objective, data);
        var result = BoostingTrainer.Train(options with { Monotone = [1, 0, 1] }, objective, data);

        result.TrainingLoss[^1].ShouldBeLessThan(1.15 * free.TrainingLoss[^1]);
        result.TrainingLoss[^1].ShouldBeLessThan(0.75 * free.TrainingLoss[0]);
    }

    [Fact]
    public void Train_DirectionsAllZero_SameBits()
    {
        var (train, validation) = MadeUpRows.Noise(seed: 56, level: 0);
        var objective = new SquaredObjective();

        var none = BoostingTrainer.Train(s_options, objective, train, validation);
        var zero = BoostingTrainer.Train(
            s_options with
            {
                Monotone = [0, 0, 0, 0, 0, 0],
            },
            objective,
            train,
            validation
        );

        MadeUpRows.Fingerprint(zero).ShouldBe(MadeUpRows.Fingerprint(none));
    }

    [Fact]
    public void Train_MonotoneMisused_IsRefused()
    {
        var columns = MadeUpRows.Columns(rows: 50, features: 3, seed: 57);
        var data = new BoostingData(
            FeatureBins.Build(columns, categories: [0, 0, 5]),
            new double[50]
        );

        string Message(Objective objective, params int[] directions) =>
            Should
                .Throw<ArgumentException>(() =>
                    BoostingTrainer.Train(
                        s_options with
                        {
                            Monotone = [.. directions],
                        },
                        objective,
                        data
                    )
                )
                .Message;

        Message(new SquaredObjective(), 1).ShouldContain("1 entries for 3 features");
        Message(new SquaredObjective(), 2, 0, 0).ShouldContain("Monotone is 2, must be -1, 0 or 1");
        Message(new SquaredObjective(), 0, 0, 1).ShouldContain("feature 2, which is categorical");
        Message(new QuantileObjective(0.5), 1, 0, 0).ShouldContain("quantile(0.5)");
    }

    /// <summary>The largest fall of the score (times the direction) along a feature, over some rows.</summary>
    private static double LargestStepAgainst(
        BoostingResult result,
        ReadOnlyMemory<float>[] columns,
        int feature,
        int direction
    )
    {
        const int Steps = 60;
        var worst = double.NegativeInfinity;
        for (var row = 0; row < 100; row++)
        {
            var line = Array.ConvertAll(
                columns,
                column =>
                    (ReadOnlyMemory<float>)Enumerable.Repeat(column.Span[row], Steps).ToArray()
            );
            line[feature] = Enumerable.Range(0, Steps).Select(i => (i - 20) * 0.1f).ToArray();
            var scores = MadeUpRows.Scores(result, line);
            for (var i = 1; i < Steps; i++)
                worst = Math.Max(worst, direction * (scores[i - 1] - scores[i]));
        }
        return worst;
    }
}
