using System.Collections.Immutable;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class TreeGrowerTests
{
    public static TheoryData<int> Indices() =>
        new(Enumerable.Range(0, MadeUpRows.Objectives().Length));

    [Theory]
    [MemberData(nameof(Indices))]
    public void Grow_EveryObjective_EqualsNaiveTwin(int index) =>
        ShouldEqualTwin(
            MadeUpRows.Objectives()[index],
            new BoostingOptions { MaxLeaves = 6, MinChildRows = 5 }
        );

    [Fact]
    public void Grow_EveryLimitSet_EqualsNaiveTwin()
    {
        var options = new BoostingOptions
        {
            MaxLeaves = 12,
            MaxDepth = 3,
            MinChildRows = 7,
            MinChildHessian = 2.5,
            MinGain = 0.3,
            L1 = 0.4,
            L2 = 2,
            MaxLeafStep = 0.15,
            LearningRate = 0.3,
        };

        ShouldEqualTwin(new LogisticObjective(), options);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Grow_MonotoneFeatures_EqualsNaiveTwin(int index)
    {
        var objective = MadeUpRows.Objectives()[index];
        if (objective is QuantileObjective)
            return;
        var options = new BoostingOptions
        {
            MaxLeaves = 9,
            MinChildRows = 5,
            L1 = 0.1,
            MaxLeafStep = 0.6,
            Monotone = [1, -1, -1, 0, 1],
        };

        ShouldEqualTwin(objective, options);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Grow_InteractionLimits_EqualsNaiveTwin(int problem)
    {
        var options = new BoostingOptions
        {
            MaxLeaves = 10,
            MinChildRows = 5,
            Interactions = problem switch
            {
                1 =>
                [
                    [0],
                    [1],
                    [2],
                    [3],
                    [4],
                ],
                2 =>
                [
                    [0, 1],
                    [1, 2, 3],
                    [4],
                ],
                _ =>
                [
                    [0, 4],
                    [1, 2, 3, 4],
                ],
            },
        };

        ShouldEqualTwin(new SquaredObjective(), options);
    }

    [Fact]
    public void Train_InteractionLimitsOutOfRange_AreRefused()
    {
        var data = new BoostingData(
            FeatureBins.Build(MadeUpRows.Columns(rows: 20, features: 3, seed: 1)),
            new double[20]
        );

        Refused([
                [0, 1],
            ])
            .ShouldContain("no set with feature 2");
        Refused([
                [0, 1],
                [2, 3],
            ])
            .ShouldContain("names feature 3 of 3");
        Refused([.. Enumerable.Repeat<ImmutableArray<int>>([0, 1, 2], 65)])
            .ShouldContain("65 sets; at most 64");

        string Refused(ImmutableArray<ImmutableArray<int>> sets) =>
            Should
                .Throw<ArgumentException>(() =>
                    BoostingTrainer.Train(
                        new BoostingOptions { Interactions = sets },
                        new SquaredObjective(),
                        data
                    )
                )
                .Message;
    }

    [Fact]
    public void Grow_ConstantFeatures_AreLeftOutAndNumbersKept()
    {
        var columns = MadeUpRows.Columns(rows: 300, features: 3, seed: 41);
        ReadOnlyMemory<float>[] padded =
        [
            new float[300],
            columns[0],
            Enumerable.Repeat(float.NaN, 300).ToArray(),
            columns[1],
            columns[2],
        ];
        var labels = MadeUpRows.Labels(new SquaredObjective(), columns, seed: 42);
        var options = new BoostingOptions { Rounds = 4, MaxLeaves = 6 };

        var plain = BoostingTrainer.Train(
            options,
            new SquaredObjective(),
            new BoostingData(FeatureBins.Build(columns), labels)
        );
        var result = BoostingTrainer.Train(
            options,
            new SquaredObjective(),
            new BoostingData(FeatureBins.Build(padded), labels)
        );

        int[] place = [1, 3, 4];
        result
            .Trees.SelectMany(tree => tree.SplitFeature)
            .ShouldBe(plain.Trees.SelectMany(tree => tree.SplitFeature.Select(f => place[f])));
        result
            .Trees.SelectMany(tree => tree.LeafValue)
            .ShouldBe(plain.Trees.SelectMany(tree => tree.LeafValue));
    }

    [Fact]
    public void Grow_MoreFeaturesThanAGroup_EqualsNaiveTwin() =>
        ShouldEqualTwin(
            new SquaredObjective(),
            new BoostingOptions { MaxLeaves = 4 },
            features: 19
        );

    [Fact]
    public void Add_TreeOnBins_EqualsWalkingThresholds()
    {
        var (tree, bins, columns) = GrowOne(
            new BoostingOptions { MaxLeaves = 30, MinChildRows = 3 }
        );
        var walked = tree.ToRegressionTree(bins);
        var scores = new double[bins.RowCount];

        TreeScorer.Add(tree, bins, scores, new WorkCrew(1, default));

        for (var row = 0; row < scores.Length; row++)
            scores[row].ShouldBe(walked.LeafValue[MadeUpRows.Leaf(walked, columns, row)]);
    }

    [Fact]
    public void Grow_SparseFeatures_EqualsNaiveTwin() =>
        ShouldEqualTwin(
            new SquaredObjective(),
            new BoostingOptions { MaxLeaves = 6, MinChildRows = 3 },
            sparse: [.. MadeUpRows.SparseColumns(rows: 200, features: 70, seed: 45)]
        );

    private static (GrownTree, FeatureBins, ReadOnlyMemory<float>[]) GrowOne(
        BoostingOptions options
    )
    {
        var columns = MadeUpRows.Columns(rows: 500, features: 6, seed: 7);
        var bins = FeatureBins.Build(columns);
        var objective = new SquaredObjective();
        var table = Table(objective, MadeUpRows.Labels(objective, columns, seed: 8));
        var grower = new TreeGrower(options, bins, table, new WorkCrew(1, default));
        return (
            grower.Grow([.. Enumerable.Range(0, 500)], [.. Enumerable.Range(0, 6)]),
            bins,
            columns
        );
    }

    private static void ShouldEqualTwin(
        Objective objective,
        BoostingOptions options,
        int features = 5,
        params ReadOnlyMemory<float>[] sparse
    )
    {
        const int Rows = 200;
        ReadOnlyMemory<float>[] columns =
        [
            .. MadeUpRows.Columns(Rows, features, seed: 9),
            .. sparse,
        ];
        var bins = FeatureBins.Build(columns, maxBins: 20);
        var labels = MadeUpRows.Labels(objective, columns, seed: 10);
        var result = BoostingTrainer.Train(
            options with
            {
                Rounds = 3,
                FitInitialScore = false,
            },
            objective,
            new BoostingData(bins, labels)
        );

        result.Trees.Length.ShouldBe(3);
        var scores = new double[Rows];
        foreach (var tree in result.Trees)
        {
            var (g, h) = (new float[Rows], new float[Rows]);
            objective.Gradients(labels, [], scores, g, h);
            var twin = new NaiveTree(options, columns, bins, g, h).Grow();
            tree.SplitFeature.ShouldBe(twin.Splits.Select(s => s.Feature));
            tree.Threshold.ShouldBe(twin.Splits.Select(s => s.Threshold));
            // Sums of 200 float32 values in units of 2^-30 of the sum, and differences of two such.
            for (var i = 0; i < twin.Splits.Count; i++)
                tree.SplitGain[i].ShouldBe(twin.Splits[i].Gain, 1e-9 * (1 + twin.Splits[0].Gain));
            for (var i = 0; i < twin.LeafValues.Count; i++)
                tree.LeafValue[i].ShouldBe(TwinValue(twin, i), 1e-9);
            for (var row = 0; row < Rows; row++)
                scores[row] += tree.LeafValue[MadeUpRows.Leaf(tree, columns, row)];

            double TwinValue(NaiveTree twin, int leaf)
            {
                if (objective is not QuantileObjective)
                    return twin.LeafValues[leaf];
                var residuals = twin.LeafRows[leaf]
                    .Select(row => labels[row] - scores[row])
                    .Order();
                // The level is 0.7.
                return options.LearningRate
                    * residuals.ElementAt(((7 * twin.LeafRows[leaf].Count) + 9) / 10 - 1);
            }
        }
    }

    private static GradientTable Table(Objective objective, double[] labels)
    {
        var (g, h) = (new float[labels.Length], new float[labels.Length]);
        objective.Gradients(labels, [], new double[labels.Length], g, h);
        var table = new GradientTable(labels.Length);
        table.Fill(g, h, new WorkCrew(1, default));
        return table;
    }
}
