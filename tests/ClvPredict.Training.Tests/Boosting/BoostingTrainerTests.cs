using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class BoostingTrainerTests
{
    private static readonly BoostingOptions s_options = new() { Rounds = 20, MaxLeaves = 8 };

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.6)]
    public void Train_AnyNumberOfThreads_SameBits(double sampling)
    {
        // More rows than a slice or a block, so that every way of sharing out work is taken.
        var columns = MadeUpRows.Columns(rows: 40_000, features: 11, seed: 21);
        var objective = new TweedieObjective(1.5);
        var train = new BoostingData(FeatureBins.Build(columns), MadeUpRows.Labels(objective, columns, seed: 22));
        var options = s_options with { Rounds = 4, RowSampling = sampling, FeatureSampling = sampling };

        var prints = new[] { 1, 2, 3, 8 }
            .Select(threads => BoostingTrainer.Train(options with { Threads = threads }, objective, train, train))
            .Select(MadeUpRows.Fingerprint)
            .ToList();

        prints.ShouldAllBe(print => print == prints[0]);
    }

    [Fact]
    public void Train_EveryObjective_ReducesItsDevianceAndSumsToIt()
    {
        foreach (var objective in MadeUpRows.Objectives())
        {
            var columns = MadeUpRows.Columns(rows: 1500, features: 5, seed: 23);
            var labels = MadeUpRows.Labels(objective, columns, seed: 24);

            var result = BoostingTrainer.Train(
                s_options,
                objective,
                new BoostingData(FeatureBins.Build(columns), labels)
            );

            result.TrainingLoss.Length.ShouldBe(21);
            result.TrainingLoss[^1].ShouldBeLessThan(0.97 * result.TrainingLoss[0]);
            // The same float64 leaves, summed in another order.
            var scores = MadeUpRows.Scores(result, columns);
            (objective.DevianceSum(labels, [], scores) / 1500).ShouldBe(result.TrainingLoss[^1], 1e-12);
        }
    }

    [Fact]
    public void Train_MissingValueDecides_MissingRowsGoRight()
    {
        var random = new Random(25);
        var column = Enumerable
            .Range(0, 400)
            .Select(i => i % 4 == 0 ? float.NaN : (float)random.NextDouble())
            .ToArray();
        var labels = column.Select(x => float.IsNaN(x) ? 5.0 : 1.0).ToArray();
        var data = new BoostingData(FeatureBins.Build([column]), labels);

        var result = BoostingTrainer.Train(
            s_options with
            {
                Rounds = 1,
                LearningRate = 1,
                L2 = 0,
                FitInitialScore = false,
            },
            new SquaredObjective(),
            data
        );

        var tree = result.Trees.ShouldHaveSingleItem();
        tree.Threshold.ShouldBe([float.MaxValue]);
        (tree.LteChild[0], tree.GtChild[0]).ShouldBe((~0, ~1));
        tree.LeafValue[0].ShouldBe(1, 1e-12);
        tree.LeafValue[1].ShouldBe(5, 1e-12);
    }

    [Theory]
    [InlineData(26)]
    [InlineData(40)]
    [InlineData(41)]
    public void Train_LabelsAreNoise_EarlyStoppingKeepsNoTree(int seed)
    {
        // By chance, the first trees fit 1000 rows of noise better by some thousandths now and then.
        var (train, validation) = Noise(seed, level: 0);

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
        var bins = FeatureBins.Build(Slice(columns, ..300));
        var train = new BoostingData(bins, labels.AsMemory(..300));
        var validation = new BoostingData(bins.Apply(Slice(columns, 300..)), labels.AsMemory(300..));
        var options = s_options with { Rounds = 500, EarlyStoppingRounds = 10, MinChildRows = 3 };

        var result = BoostingTrainer.Train(options, objective, train, validation);

        result.BestRound.ShouldBeInRange(1, 480);
        result.ValidationLoss.Length.ShouldBe(result.BestRound + 11);
        result.ValidationLoss.Min().ShouldBe(result.ValidationLoss[result.BestRound]);
        var scores = MadeUpRows.Scores(result, Slice(columns, 300..));
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
        var bins = FeatureBins.Build(Slice(columns, ..2000));
        var train = new BoostingData(bins, labels.AsMemory(..2000), offset: offset.AsMemory(..2000));
        var validation = new BoostingData(
            bins.Apply(Slice(columns, 2000..)),
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

    [Fact]
    public void Train_IntegerWeights_EqualRepeatedRows()
    {
        var objective = new PoissonObjective();
        var columns = MadeUpRows.Columns(rows: 300, features: 4, seed: 31);
        var labels = MadeUpRows.Labels(objective, columns, seed: 32);
        var weights = Enumerable.Range(0, 300).Select(row => (double)(row % 3)).ToArray();
        int[] rows = [.. Enumerable.Range(0, 300).SelectMany(row => Enumerable.Repeat(row, row % 3))];
        var bins = FeatureBins.Build(columns);
        var repeatedColumns = Array.ConvertAll(
            columns,
            column => (ReadOnlyMemory<float>)rows.Select(row => column.Span[row]).ToArray()
        );
        var options = s_options with { MinChildRows = 1, MinChildHessian = 8 };

        var weighted = BoostingTrainer.Train(options, objective, new BoostingData(bins, labels, weights));
        var repeated = BoostingTrainer.Train(
            options,
            objective,
            new BoostingData(bins.Apply(repeatedColumns), rows.Select(row => labels[row]).ToArray())
        );

        weighted.InitialScore.ShouldBe(repeated.InitialScore, 1e-12);
        weighted.Trees.SelectMany(t => t.Threshold).ShouldBe(repeated.Trees.SelectMany(t => t.Threshold));
        foreach (var (a, b) in weighted.Trees.Zip(repeated.Trees))
        {
            for (var leaf = 0; leaf < a.LeafCount; leaf++)
                // A weight of 2 is an exact factor of float32; what differs is the unit of the integers.
                a.LeafValue[leaf].ShouldBe(b.LeafValue[leaf], 1e-9);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Train_ValidationLabelsShifted_OnlyLevelFreeStoppingIgnoresIt(bool levelFree)
    {
        // Labels drift upwards between the periods and otherwise are noise: trees cannot help.
        var (train, validation) = Noise(seed: 33, level: 0);
        var (_, shifted) = Noise(seed: 33, level: 7);
        var options = s_options with { EarlyStoppingRounds = 5, LevelFreeEarlyStopping = levelFree };

        var plain = BoostingTrainer.Train(options, new SquaredObjective(), train, validation);
        var drifted = BoostingTrainer.Train(options, new SquaredObjective(), train, shifted);

        if (levelFree)
            // The shift is taken out again, up to rounding of numbers near 50.
            drifted.ValidationLoss.Zip(plain.ValidationLoss).ShouldAllBe(x => Math.Abs(x.First - x.Second) < 1e-12);
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
        var bins = FeatureBins.Build(Slice(columns, ..500));
        var other = bins.Apply(Slice(columns, 500..));
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
            .Select(y => BoostingTrainer.Train(options, objective, train, new BoostingData(other, y)).BestRound)
            .ToList();

        rounds[1].ShouldBe(rounds[0]);
    }

    [Fact]
    public void Train_Sampling_IsSeededAndDiffersBySeed()
    {
        var (train, _) = Noise(seed: 36, level: 0);
        var options = s_options with { RowSampling = 0.5, FeatureSampling = 0.5 };

        string Print(ulong seed) =>
            MadeUpRows.Fingerprint(
                BoostingTrainer.Train(options with { Seed = seed }, new SquaredObjective(), train)
            );

        Print(1).ShouldBe(Print(1));
        Print(2).ShouldNotBe(Print(1), StringComparer.Ordinal);
    }

    [Fact]
    public void Train_NothingToLearn_NoTrees()
    {
        var data = new BoostingData(FeatureBins.Build([new float[100]]), new double[100]);

        var result = BoostingTrainer.Train(s_options, new SquaredObjective(), data);

        result.Trees.ShouldBeEmpty();
        result.TrainingLoss.ShouldBe([0]);
    }

    [Fact]
    public void Train_MaximumLeaves_Works()
    {
        var columns = MadeUpRows.Columns(rows: 3000, features: 4, seed: 37);
        var objective = new SquaredObjective();
        var data = new BoostingData(FeatureBins.Build(columns), MadeUpRows.Labels(objective, columns, seed: 38));
        var options = s_options with { Rounds = 2, MaxLeaves = 256, MinChildRows = 1 };

        var result = BoostingTrainer.Train(options, objective, data);

        result.Trees.ShouldAllBe(tree => tree.LeafCount == 256);
        var scores = MadeUpRows.Scores(result, columns);
        (objective.DevianceSum(data.Labels.Span, [], scores) / 3000).ShouldBe(result.TrainingLoss[^1], 1e-12);
    }

    [Fact]
    public void Train_LabelOutOfRange_IsRefusedByRow()
    {
        var data = new BoostingData(FeatureBins.Build([new float[3]]), new double[] { 1, 0, -2 });

        Should
            .Throw<ArgumentException>(() => BoostingTrainer.Train(s_options, new PoissonObjective(), data))
            .Message.ShouldContain("label -2 in row 3");
    }

    [Fact]
    public void Train_ValidationBinnedOnItsOwn_IsRefused()
    {
        var data = new BoostingData(FeatureBins.Build([new float[3]]), new double[3]);
        var other = new BoostingData(FeatureBins.Build([new[] { 1f, 2, 3 }]), new double[3]);

        Should
            .Throw<ArgumentException>(() =>
                BoostingTrainer.Train(s_options, new SquaredObjective(), data, other)
            )
            .Message.ShouldContain("FeatureBins.Apply");
    }

    [Fact]
    public void Train_Cancelled_Throws()
    {
        var (train, _) = Noise(seed: 39, level: 0);

        Should.Throw<OperationCanceledException>(() =>
            BoostingTrainer.Train(
                s_options,
                new SquaredObjective(),
                train,
                cancellationToken: new CancellationToken(canceled: true)
            )
        );
    }

    [Fact]
    public void Validate_SeveralFaults_AllAreNamed()
    {
        var options = new BoostingOptions
        {
            LearningRate = 1.5,
            MaxLeaves = 1,
            L2 = double.NaN,
            Threads = 0,
        };

        var message = Should.Throw<ArgumentException>(options.Validate).Message;

        message.ShouldContain("LearningRate is 1.5, must be above 0, at most 1");
        message.ShouldContain("MaxLeaves is 1");
        message.ShouldContain("L2 is NaN");
        message.ShouldContain("Threads is 0");
    }

    [Theory]
    [InlineData(new double[] { 1, 2 }, null, "2 labels for 3 rows")]
    [InlineData(new double[] { 1, 2, double.NaN }, null, "row 3 holds NaN")]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, -1, 1 }, "row 2 holds -1")]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 0, 0, 0 }, "all weights are 0")]
    public void BoostingData_BadColumn_IsRefused(double[] labels, double[]? weights, string message) =>
        Should
            .Throw<ArgumentException>(() => new BoostingData(FeatureBins.Build([new float[3]]), labels, weights))
            .Message.ShouldContain(message);

    private static (BoostingData Train, BoostingData Validation) Noise(int seed, double level)
    {
        var columns = MadeUpRows.Columns(rows: 2000, features: 6, seed);
        var random = new Random(seed + 100);
        var labels = Enumerable.Range(0, 2000).Select(_ => MadeUpRows.Normal(random)).ToArray();
        var bins = FeatureBins.Build(Slice(columns, ..1000));
        return (
            new BoostingData(bins, labels.AsMemory(..1000)),
            new BoostingData(
                bins.Apply(Slice(columns, 1000..)),
                labels[1000..].Select(y => y + level).ToArray()
            )
        );
    }

    private static double Poisson(Random random, double mean)
    {
        var (count, product) = (0, random.NextDouble());
        for (; product > Math.Exp(-mean); count++)
            product *= random.NextDouble();
        return count;
    }

    private static ReadOnlyMemory<float>[] Slice(ReadOnlyMemory<float>[] columns, Range rows) =>
        Array.ConvertAll(columns, column => column[rows]);
}
