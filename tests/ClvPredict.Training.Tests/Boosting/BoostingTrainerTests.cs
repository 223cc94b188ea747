using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class BoostingTrainerTests
{
    private static readonly BoostingOptions s_options = new() { Rounds = 20, MaxLeaves = 8 };

    [Theory]
    [InlineData(1.0, "tweedie")]
    [InlineData(0.6, "tweedie")]
    [InlineData(0.6, "monotone")]
    [InlineData(1.0, "categorical")]
    [InlineData(0.6, "quantile")]
    [InlineData(0.6, "sparse")]
    public void Train_AnyNumberOfThreads_SameBits(double sampling, string kind)
    {
        // More rows than a slice or a block, so that every way of sharing out work is taken.
        var columns = MadeUpRows.Columns(rows: 40_000, features: 11, seed: 21);
        if (kind == "sparse")
            columns =
            [
                .. columns,
                .. MadeUpRows.SparseColumns(rows: 40_000, features: 70, seed: 20),
            ];
        Objective objective =
            kind == "quantile" ? new QuantileObjective(0.3) : new TweedieObjective(1.5);
        // Columns 2, 6 and 10 are counts of 0 to 4.
        int[] categories = kind == "categorical" ? [0, 0, 5, 0, 0, 0, 5, 0, 0, 0, 5] : [];
        var train = new BoostingData(
            FeatureBins.Build(columns, categories: [.. categories]),
            MadeUpRows.Labels(objective, columns, seed: 22)
        );
        int[] monotone = kind == "monotone" ? [1, -1, 0, 1, 0, 0, 0, 0, 0, 0, 0] : [];
        var options = s_options with
        {
            Rounds = 4,
            RowSampling = sampling,
            FeatureSampling = sampling,
            Monotone = [.. monotone],
        };

        var prints = new[] { 1, 2, 3, 8 }
            .Select(threads =>
                BoostingTrainer.Train(options with { Threads = threads }, objective, train, train)
            )
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
            (objective.DevianceSum(labels, [], scores) / 1500).ShouldBe(
                result.TrainingLoss[^1],
                1e-12
            );
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

    [Fact]
    public void Train_IntegerWeights_EqualRepeatedRows()
    {
        var objective = new PoissonObjective();
        var columns = MadeUpRows.Columns(rows: 300, features: 4, seed: 31);
        var labels = MadeUpRows.Labels(objective, columns, seed: 32);
        var weights = Enumerable.Range(0, 300).Select(row => (double)(row % 3)).ToArray();
        int[] rows =
        [
            .. Enumerable.Range(0, 300).SelectMany(row => Enumerable.Repeat(row, row % 3)),
        ];
        var bins = FeatureBins.Build(columns);
        var repeatedColumns = Array.ConvertAll(
            columns,
            column => (ReadOnlyMemory<float>)rows.Select(row => column.Span[row]).ToArray()
        );
        var options = s_options with { MinChildRows = 1, MinChildHessian = 8 };

        var weighted = BoostingTrainer.Train(
            options,
            objective,
            new BoostingData(bins, labels, weights)
        );
        var repeated = BoostingTrainer.Train(
            options,
            objective,
            new BoostingData(bins.Apply(repeatedColumns), rows.Select(row => labels[row]).ToArray())
        );

        weighted.InitialScore.ShouldBe(repeated.InitialScore, 1e-12);
        weighted
            .Trees.SelectMany(t => t.Threshold)
            .ShouldBe(repeated.Trees.SelectMany(t => t.Threshold));
        foreach (var (a, b) in weighted.Trees.Zip(repeated.Trees))
        {
            for (var leaf = 0; leaf < a.LeafCount; leaf++)
                // A weight of 2 is an exact factor of float32; what differs is the unit of the integers.
                a.LeafValue[leaf].ShouldBe(b.LeafValue[leaf], 1e-9);
        }
    }

    [Fact]
    public void Train_Sampling_IsSeededAndDiffersBySeed()
    {
        var (train, _) = MadeUpRows.Noise(seed: 36, level: 0);
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
        var data = new BoostingData(
            FeatureBins.Build(columns),
            MadeUpRows.Labels(objective, columns, seed: 38)
        );
        var options = s_options with { Rounds = 2, MaxLeaves = 256, MinChildRows = 1 };

        var result = BoostingTrainer.Train(options, objective, data);

        result.Trees.ShouldAllBe(tree => tree.LeafCount == 256);
        var scores = MadeUpRows.Scores(result, columns);
        (objective.DevianceSum(data.Labels.Span, [], scores) / 3000).ShouldBe(
            result.TrainingLoss[^1],
            1e-12
        );
    }

    [Fact]
    public void Train_LabelOutOfRange_IsRefusedByRow()
    {
        var data = new BoostingData(FeatureBins.Build([new float[3]]), new double[] { 1, 0, -2 });

        Should
            .Throw<ArgumentException>(() =>
                BoostingTrainer.Train(s_options, new PoissonObjective(), data)
            )
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
        var (train, _) = MadeUpRows.Noise(seed: 39, level: 0);

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
    public void BoostingData_BadColumn_IsRefused(
        double[] labels,
        double[]? weights,
        string message
    ) =>
        Should
            .Throw<ArgumentException>(() =>
                new BoostingData(FeatureBins.Build([new float[3]]), labels, weights)
            )
            .Message.ShouldContain(message);
}
