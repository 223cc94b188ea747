using ClvPredict.Models.Trees;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class CategoricalTests
{
    private static readonly int[] s_categories = [0, 7, 0, 30];

    public static TheoryData<int> Indices() =>
        new(Enumerable.Range(0, MadeUpRows.Objectives().Length));

    [Theory]
    [MemberData(nameof(Indices))]
    public void Train_OneHotRows_CompiledScoresEqualTraining(int index)
    {
        var objective = MadeUpRows.Objectives()[index];
        var columns = Columns(rows: 1500, seed: 61);
        var labels = MadeUpRows.Labels(objective, columns, seed: 62);
        var bins = FeatureBins.Build(columns, categories: [.. s_categories]);
        var options = new BoostingOptions
        {
            Rounds = 8,
            MaxLeaves = 12,
            MinChildRows = 5,
        };

        var result = BoostingTrainer.Train(options, objective, new BoostingData(bins, labels));

        result.Trees.Sum(tree => tree.CategoricalSplits.Length).ShouldBeGreaterThan(4);
        bins.SlotCount.ShouldBe(1 + 7 + 1 + 30);
        var scores = CompiledScores(result, bins, columns);
        // The same float64 leaves, the constant added last.
        (objective.DevianceSum(labels, [], scores) / 1500).ShouldBe(
            result.TrainingLoss[^1],
            1e-12 * (1 + result.TrainingLoss[^1])
        );
    }

    [Fact]
    public void FindLeaves_OneHotRows_EqualsCompiledTreeRowByRow()
    {
        var columns = Columns(rows: 700, seed: 63);
        var bins = FeatureBins.Build(columns, categories: [.. s_categories]);
        var objective = new SquaredObjective();
        var (g, h) = (new float[700], new float[700]);
        objective.Gradients(
            MadeUpRows.Labels(objective, columns, seed: 64),
            [],
            new double[700],
            g,
            h
        );
        var crew = new WorkCrew(1, default);
        var table = new GradientTable(700);
        table.Fill(g, h, crew);
        var grower = new TreeGrower(
            new BoostingOptions { MaxLeaves = 25, MinChildRows = 4 },
            bins,
            table,
            crew
        );

        var tree = grower.Grow([.. Enumerable.Range(0, 700)], [0, 1, 2, 3]);

        tree.LeafCount.ShouldBe(25);
        for (var leaf = 0; leaf < tree.LeafCount; leaf++)
            tree.LeafValues[leaf] = leaf;
        var leaves = new byte[700];
        TreeScorer.FindLeaves(tree, bins, 0, leaves);
        var compiled = Compile([tree.ToRegressionTree(bins)], bins);
        var vectors = MadeUpRows.OneHotRows(bins, columns);
        for (var row = 0; row < 700; row++)
            compiled
                .RawScore(vectors.AsSpan(row * bins.SlotCount, bins.SlotCount))
                .ShouldBe(leaves[row]);
        for (var leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            foreach (var row in grower.Rows(leaf))
                ((int)leaves[row]).ShouldBe(leaf);
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Train_NoPenaltyAndNoSmoothing_RootEqualsExhaustiveSearchOfSubsets(int index)
    {
        const int Rows = 240;
        const int Categories = 8;
        var objective = MadeUpRows.Objectives()[index];
        var random = new Random(65);
        ReadOnlyMemory<float> column = Enumerable
            .Range(0, Rows)
            .Select(_ => random.Next(9) is var c and < Categories ? c : float.NaN)
            .ToArray();
        var numbers = MadeUpRows.Columns(Rows, 1, seed: 66);
        var labels = MadeUpRows.Labels(objective, numbers, seed: 67);
        var options = new BoostingOptions
        {
            Rounds = 1,
            MaxLeaves = 2,
            L2 = 0,
            CategorySmoothing = 0,
            MinChildRows = 1,
            MinChildHessian = 0,
            FitInitialScore = false,
        };

        var result = BoostingTrainer.Train(
            options,
            objective,
            new BoostingData(FeatureBins.Build([column], categories: [Categories]), labels)
        );

        var (g, h) = (new float[Rows], new float[Rows]);
        objective.Gradients(labels, [], new double[Rows], g, h);
        var best = 0.0;
        // Every set of categories to go right; rows without one stay left.
        for (var set = 1; set < 1 << Categories; set++)
        {
            var right = Enumerable
                .Range(0, Rows)
                .Where(r => !float.IsNaN(column.Span[r]) && ((set >> (int)column.Span[r]) & 1) == 1)
                .ToList();
            var left = Enumerable.Range(0, Rows).Except(right).ToList();
            if (left.Count > 0)
                best = Math.Max(best, Worth(left) + Worth(right) - Worth([.. left, .. right]));
        }
        // Units of 2^-30 of the sums.
        result.Trees[0].SplitGain[0].ShouldBe(best, 1e-7 * (1 + best));

        double Worth(List<int> rows)
        {
            var gradient = rows.Sum(r => (double)g[r]);
            return gradient * gradient / rows.Sum(r => (double)h[r]);
        }
    }

    [Fact]
    public void Train_CategoriesDecide_TwoGroupsAreFoundInOneSplit()
    {
        var random = new Random(68);
        var column = Enumerable.Range(0, 3000).Select(_ => (float)random.Next(20)).ToArray();
        bool IsHigh(int row) => (int)column[row] is 1 or 4 or 5 or 11 or 17;
        var labels = Enumerable.Range(0, 3000).Select(row => IsHigh(row) ? 3.0 : 1.0).ToArray();
        var options = new BoostingOptions
        {
            Rounds = 1,
            LearningRate = 1,
            L2 = 0,
            MaxLeaves = 4,
            // What rounding leaves of the gain of a second split.
            MinGain = 1e-6,
        };

        var result = BoostingTrainer.Train(
            options,
            new SquaredObjective(),
            new BoostingData(FeatureBins.Build([column], categories: [20]), labels)
        );

        var tree = result.Trees.ShouldHaveSingleItem();
        tree.LeafCount.ShouldBe(2);
        var split = tree.CategoricalSplits.ShouldHaveSingleItem();
        split.Node.ShouldBe(0);
        (split.RangeFirst, split.RangeLast).ShouldBe((0, 19));
        int[] high = [1, 4, 5, 11, 17];
        split.Features.ShouldBe(
            split.Features.Length == 5 ? high : Enumerable.Range(0, 20).Except(high)
        );
        result.TrainingLoss[^1].ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Train_MonotoneNumberBesideCategories_StaysMonotone()
    {
        var columns = Columns(rows: 1200, seed: 69);
        var bins = FeatureBins.Build(columns, categories: [.. s_categories]);
        var objective = new SquaredObjective();
        var result = BoostingTrainer.Train(
            new BoostingOptions
            {
                Rounds = 20,
                MinChildRows = 3,
                Monotone = [1, 0, 0, 0],
            },
            objective,
            new BoostingData(bins, MadeUpRows.Labels(objective, columns, seed: 70))
        );

        for (var row = 0; row < 50; row++)
        {
            var line = Array.ConvertAll(
                columns,
                column => (ReadOnlyMemory<float>)Enumerable.Repeat(column.Span[row], 40).ToArray()
            );
            line[0] = Enumerable.Range(0, 40).Select(i => (i - 20) * 0.1f).ToArray();
            var scores = CompiledScores(result, bins.Apply(line), line);
            scores.ShouldBe(scores.Order());
        }
    }

    [Theory]
    [InlineData(3f, "column 0 holds 3 in row 2; categories are 0 to 2")]
    [InlineData(0.5f, "column 0 holds 0.5 in row 2")]
    [InlineData(-1f, "column 0 holds -1 in row 2")]
    public void Build_NoCategory_IsRefused(float value, string message) =>
        Should
            .Throw<ArgumentException>(() =>
                FeatureBins.Build([new[] { 0, value }], categories: [3])
            )
            .Message.ShouldContain(message);

    [Fact]
    public void Build_NumberOfCategoriesOutOfRange_IsRefused()
    {
        Should
            .Throw<ArgumentException>(() => FeatureBins.Build([new float[2]], categories: [256]))
            .Message.ShouldContain("256 categories");
        Should
            .Throw<ArgumentException>(() => FeatureBins.Build([new float[2]], categories: [0, 1]))
            .Message.ShouldContain("2 numbers of categories for 1 columns");
    }

    /// <summary>A number, 7 categories with some rows in none, a count, and 30 categories that matter.</summary>
    private static ReadOnlyMemory<float>[] Columns(int rows, int seed)
    {
        var random = new Random(seed);
        var columns = MadeUpRows.Columns(rows, features: 4, seed);
        columns[1] = Enumerable
            .Range(0, rows)
            .Select(_ => random.Next(8) is var c and < 7 ? c : float.NaN)
            .ToArray();
        // Labels rise with the last column; as codes its values mean nothing.
        var code = Enumerable.Range(0, 30).ToArray();
        random.Shuffle(code);
        var last = columns[3].ToArray();
        columns[3] = Array.ConvertAll(
            last,
            x => float.IsNaN(x) ? x : code[(int)Math.Clamp(15 + 6 * x, 0, 29)]
        );
        return columns;
    }

    private static CompiledEnsemble Compile(RegressionTree[] trees, FeatureBins bins) =>
        new(
            new TreeEnsemble
            {
                Kind = EnsembleKind.FastTreeTweedie,
                FeatureCount = bins.SlotCount,
                Trees = [.. trees],
            }
        );

    private static double[] CompiledScores(
        BoostingResult result,
        FeatureBins bins,
        ReadOnlyMemory<float>[] columns
    )
    {
        var compiled = Compile([.. result.Trees], bins);
        var vectors = MadeUpRows.OneHotRows(bins, columns);
        var scores = new double[bins.RowCount];
        for (var row = 0; row < scores.Length; row++)
            scores[row] =
                result.InitialScore
                + compiled.RawScore(vectors.AsSpan(row * bins.SlotCount, bins.SlotCount));
        return scores;
    }
}
