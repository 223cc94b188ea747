using System.Runtime.Intrinsics;
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

    [Fact]
    public void Grow_MoreFeaturesThanAGroup_EqualsNaiveTwin() =>
        ShouldEqualTwin(
            new SquaredObjective(),
            new BoostingOptions { MaxLeaves = 4 },
            features: 19
        );

    [Fact]
    public void Subtract_ParentMinusChild_EqualsOtherChildExactly()
    {
        var random = new Random(4);
        var codes = new ulong[4000];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(codes.AsSpan()));
        var pairs = Table(new GammaObjective(), codes.Length).Pairs.ToArray();
        int[] all = [.. Enumerable.Range(0, codes.Length)];
        int[] left = [.. all.Where(row => row % 3 == 0)];
        int[] right = [.. all.Where(row => row % 3 != 0)];

        var parent = Sum(codes, all, pairs);
        HistogramKernel.Subtract(parent, Sum(codes, left, pairs), parent);

        parent.ShouldBe(Sum(codes, right, pairs));
    }

    [Fact]
    public void AddRun_AllRows_EqualsAddRowsAndPlainSums()
    {
        var random = new Random(5);
        var codes = new ulong[3000];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(codes.AsSpan()));
        var table = Table(new TweedieObjective(), codes.Length);
        var run = new Vector128<long>[8 * HistogramKernel.Bins];

        HistogramKernel.AddRun(codes, table.Pairs, run);

        run.ShouldBe(Sum(codes, [.. Enumerable.Range(0, codes.Length)], table.Pairs.ToArray()));
        var plain = new Vector128<long>[8 * HistogramKernel.Bins];
        for (var row = 0; row < codes.Length; row++)
        {
            for (var slot = 0; slot < 8; slot++)
                plain[slot * 256 + (int)((codes[row] >> (8 * slot)) & 255)] += table.Pairs[row];
        }
        run.ShouldBe(plain);
    }

    [Fact]
    public void Fill_SumsOfAllRows_AreExactToManyBits()
    {
        var random = new Random(6);
        var gradients = Enumerable
            .Range(0, 5000)
            .Select(_ => (float)MadeUpRows.Normal(random))
            .ToArray();
        var hessians = gradients.Select(g => g * g).ToArray();
        var table = new GradientTable(5000);

        table.Fill(gradients, hessians, new WorkCrew(1, default));

        var total = Vector128<long>.Zero;
        foreach (var pair in table.Pairs)
            total += pair;
        table.Count(total).ShouldBe(5000);
        // Rounding to units of about 2^-48 and 2^-36 of the average, 5000 times.
        table.Gradient(total).ShouldBe(gradients.Sum(g => (double)g), 1e-9);
        table.Hessian(total).ShouldBe(hessians.Sum(h => (double)h), 1e-6);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1e-38f, 1e-38f)]
    [InlineData(1e30f, 1e30f)]
    [InlineData(1e-10f, 1e10f)]
    public void Fill_ExtremeSizes_KeepsSumsAndCounts(float gradient, float hessian)
    {
        var table = new GradientTable(1000);

        table.Fill(
            [.. Enumerable.Repeat(gradient, 1000)],
            [.. Enumerable.Repeat(hessian, 1000)],
            new WorkCrew(1, default)
        );

        var total = Vector128<long>.Zero;
        foreach (var pair in table.Pairs)
            total += pair;
        table.Count(total).ShouldBe(1000);
        table.Gradient(total).ShouldBe(1000.0 * gradient, 1e-9 * 1000 * gradient + double.Epsilon);
        table.Hessian(total).ShouldBe(1000.0 * hessian, 1e-9 * 1000 * hessian + double.Epsilon);
    }

    [Fact]
    public void Fill_GradientNotFinite_IsRefused() =>
        Should.Throw<InvalidOperationException>(() =>
            new GradientTable(2).Fill([1, float.PositiveInfinity], [1, 1], new WorkCrew(1, default))
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
            grower.Grow([.. Enumerable.Range(0, 500)], [.. Enumerable.Repeat(element: true, 6)]),
            bins,
            columns
        );
    }

    private static void ShouldEqualTwin(
        Objective objective,
        BoostingOptions options,
        int features = 5
    )
    {
        const int Rows = 200;
        var columns = MadeUpRows.Columns(Rows, features, seed: 9);
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
                tree.LeafValue[i].ShouldBe(twin.LeafValues[i], 1e-9);
            for (var row = 0; row < Rows; row++)
                scores[row] += tree.LeafValue[MadeUpRows.Leaf(tree, columns, row)];
        }
    }

    private static GradientTable Table(Objective objective, int rows)
    {
        var random = new Random(11);
        return Table(
            objective,
            [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() + 0.1)]
        );
    }

    private static GradientTable Table(Objective objective, double[] labels)
    {
        var (g, h) = (new float[labels.Length], new float[labels.Length]);
        objective.Gradients(labels, [], new double[labels.Length], g, h);
        var table = new GradientTable(labels.Length);
        table.Fill(g, h, new WorkCrew(1, default));
        return table;
    }

    private static Vector128<long>[] Sum(ulong[] codes, int[] rows, Vector128<long>[] pairs)
    {
        var histogram = new Vector128<long>[8 * HistogramKernel.Bins];
        HistogramKernel.AddRows(codes, rows, [.. rows.Select(row => pairs[row])], histogram);
        return histogram;
    }
}
