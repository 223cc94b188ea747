using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class EarlyStoppingTests
{
    private static readonly BoostingOptions s_options = new() { Rounds = 20, MaxLeaves = 8 };

    [Theory]
    [InlineData(26)]
    [InlineData(40)]
    [InlineData(41)]
    public void Train_LabelsAreNoise_EarlyStoppingKeepsNoTree(int seed)
    {
        // By chance, the first trees fit 1000 rows of noise better by some thousandths now and then.
        var (train, validation) = MadeUpRows.Noise(seed, level: 0);

        var result = BoostingTrainer.Train(
            s_options with
            {
                Rounds = 200,
                EarlyStoppingRounds = 5,
                EarlyStoppingMinGain = 0.005,
            },
            new SquaredObjective(),
            train,
            validation
        );

        result.Trees.ShouldBeEmpty();
        result.BestRound.ShouldBe(0);
        result.ValidationLoss.Length.ShouldBe(6);
        result.FeatureGains.ShouldAllBe(gain => gain == 0);
    }

    [Fact]
    public void Train_EarlyStopping_KeepsTheBestRound()
    {
        var objective = new SquaredObjective();
        var columns = MadeUpRows.Columns(rows: 600, features: 4, seed: 27);
        var labels = MadeUpRows.Labels(objective, columns, seed: 28);
        var bins = FeatureBins.Build(MadeUpRows.Slice(columns, ..300));
        var train = new BoostingData(bins, labels.AsMemory(..300));
        var validation = new BoostingData(
            bins.Apply(MadeUpRows.Slice(columns, 300..)),
            labels.AsMemory(300..)
        );
        var options = s_options with { Rounds = 500, EarlyStoppingRounds = 10, MinChildRows = 3 };

        var result = BoostingTrainer.Train(options, objective, train, validation);

        result.BestRound.ShouldBeInRange(1, 480);
        result.ValidationLoss.Length.ShouldBe(result.BestRound + 11);
        result.ValidationLoss.Min().ShouldBe(result.ValidationLoss[result.BestRound]);
        var scores = MadeUpRows.Scores(result, MadeUpRows.Slice(columns, 300..));
        (objective.DevianceSum(labels.AsSpan(300..), [], scores) / 300).ShouldBe(
            result.ValidationLoss[result.BestRound],
            1e-12
        );
    }

    [Fact]
    public void Train_OffsetIsTheTruth_EarlyStoppingKeepsNoTree()
    {
        var random = new Random(29);
        var columns = MadeUpRows.Columns(rows: 4000, features: 4, seed: 30);
        var offset = columns[0].ToArray().Select(x => 0.3 + 0.5 * x).ToArray();
        var labels = offset.Select(f => Poisson(random, Math.Exp(f))).ToArray();
        var bins = FeatureBins.Build(MadeUpRows.Slice(columns, ..2000));
        var train = new BoostingData(
            bins,
            labels.AsMemory(..2000),
            offset: offset.AsMemory(..2000)
        );
        var validation = new BoostingData(
            bins.Apply(MadeUpRows.Slice(columns, 2000..)),
            labels.AsMemory(2000..),
            offset: offset.AsMemory(2000..)
        );

        var result = BoostingTrainer.Train(
            s_options with
            {
                Rounds = 100,
                EarlyStoppingRounds = 10,
            },
            new PoissonObjective(),
            train,
            validation
        );

        result.BestRound.ShouldBeLessThanOrEqualTo(1);
        // The mean of 2000 counts is known to about 1 / sqrt(2000 * 1.5).
        result.InitialScore.ShouldBe(0, 0.06);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Train_ValidationLabelsShifted_OnlyLevelFreeStoppingIgnoresIt(bool levelFree)
    {
        // Labels drift upwards between the periods and otherwise are noise: trees cannot help.
        var (train, validation) = MadeUpRows.Noise(seed: 33, level: 0);
        var (_, shifted) = MadeUpRows.Noise(seed: 33, level: 7);
        var options = s_options with
        {
            EarlyStoppingRounds = 5,
            LevelFreeEarlyStopping = levelFree,
        };

        var plain = BoostingTrainer.Train(options, new SquaredObjective(), train, validation);
        var drifted = BoostingTrainer.Train(options, new SquaredObjective(), train, shifted);

        if (levelFree)
            // The shift is taken out again, up to rounding of numbers near 50.
            drifted
                .ValidationLoss.Zip(plain.ValidationLoss)
                .ShouldAllBe(x => Math.Abs(x.First - x.Second) < 1e-12);
        else
            drifted.ValidationLoss[0].ShouldBeGreaterThan(plain.ValidationLoss[0] + 40);
    }

    [Theory]
    [InlineData(1.2)]
    [InlineData(1.5)]
    public void Train_TweedieValidationLabelsScaled_LevelFreeBestRoundIsTheSame(double power)
    {
        var objective = new TweedieObjective(power);
        var columns = MadeUpRows.Columns(rows: 1000, features: 4, seed: 34);
        var labels = MadeUpRows.Labels(objective, columns, seed: 35);
        var bins = FeatureBins.Build(MadeUpRows.Slice(columns, ..500));
        var other = bins.Apply(MadeUpRows.Slice(columns, 500..));
        var train = new BoostingData(bins, labels.AsMemory(..500));
        var options = s_options with
        {
            Rounds = 60,
            EarlyStoppingRounds = 8,
            LevelFreeEarlyStopping = true,
            MinChildRows = 5,
        };

        var rounds = new[] { 1.0, 4.0 }
            .Select(scale => labels[500..].Select(y => scale * y).ToArray())
            .Select(y =>
                BoostingTrainer
                    .Train(options, objective, train, new BoostingData(other, y))
                    .BestRound
            )
            .ToList();

        rounds[1].ShouldBe(rounds[0]);
    }

    private static double Poisson(Random random, double mean)
    {
        var (count, product) = (0, random.NextDouble());
        for (; product > Math.Exp(-mean); count++)
            product *= random.NextDouble();
        return count;
    }
}
