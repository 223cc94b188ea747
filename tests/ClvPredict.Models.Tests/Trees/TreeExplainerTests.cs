using ClvPredict.Models.MlNet;
using ClvPredict.Models.Tests.MlNet;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.Trees;

public class TreeExplainerTests
{
    /// <summary>Leaf values are up to 1/16; sums of up to a few hundred leaves and products lose a few digits of 1e-16.</summary>
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 5)]
    [InlineData(3, 20)]
    [InlineData(2, 60)]
    public void Explain_SmallEnsembles_EqualsShapleyValuesByDefinition(int trees, int leaves)
    {
        const int Features = 6;
        var random = new Random(leaves);
        var ensemble = Ensemble(random, Features, trees, leaves);
        var explainer = new TreeExplainer(ensemble);

        for (int r = 0; r < 20; r++)
        {
            var row = RandomTrees.Rows(random, 1, Features);
            var contributions = new double[Features];
            explainer.Explain(row, contributions);
            contributions.ShouldBe(
                PlainShapley.Values(ensemble, row, [0, 1, 2, 3, 4, 5]),
                Tolerance
            );
        }
    }

    [Fact]
    public void Explain_MoreThanEightFeaturesOnAPath_EqualsShapleyValuesByDefinition()
    {
        const int Features = 11;
        var random = new Random(5);
        var ensemble = Chain(random, Features, [.. Enumerable.Range(0, Features)]);
        var row = RandomTrees.Rows(random, 1, Features);
        var contributions = new double[Features];

        new TreeExplainer(ensemble).Explain(row, contributions);

        contributions.ShouldBe(
            PlainShapley.Values(ensemble, row, [.. Enumerable.Range(0, Features)]),
            Tolerance
        );
    }

    [Fact]
    public void Explain_CategoricalSplitsAndDefaults_CountsIndicatorsAsOnePlayer()
    {
        const int Features = 7;
        var random = new Random(6);
        var ensemble = Ensemble(random, Features, 3, 12, special: true);
        var explainer = new TreeExplainer(ensemble);

        for (int r = 0; r < 20; r++)
        {
            var row = RandomTrees.Rows(random, 1, Features);
            var contributions = new double[Features];
            explainer.Explain(row, contributions);
            contributions.ShouldBe(
                PlainShapley.Values(ensemble, row, [0, 0, 0, 3, 4, 5, 6]),
                Tolerance
            );
        }
    }

    [Theory]
    [InlineData(40, 100, 20, false)]
    [InlineData(12, 20, 300, true)]
    public void Explain_LargeEnsembles_AddsUpToRawScore(
        int features,
        int trees,
        int leaves,
        bool special
    )
    {
        var random = new Random(features);
        var ensemble = Ensemble(random, features, trees, leaves, special);
        var compiled = new CompiledEnsemble(ensemble);
        var explainer = new TreeExplainer(ensemble);
        var row = new float[features];
        var contributions = new double[features];

        for (int r = 0; r < 10; r++)
        {
            row = RandomTrees.Rows(random, 1, features);
            RandomTrees.AddSpecialValues(random, row, ensemble);
            explainer.Explain(row, contributions);
            (contributions.Sum() + explainer.ExpectedValue).ShouldBe(compiled.RawScore(row), 1e-11);
        }
    }

    [Fact]
    public void Explain_LongChain_AddsUpToRawScore()
    {
        const int Features = 100;
        var random = new Random(7);
        var ensemble = Chain(random, Features, [.. Enumerable.Range(0, Features)]);
        var row = RandomTrees.Rows(random, 1, Features);
        var contributions = new double[Features];
        var explainer = new TreeExplainer(ensemble);

        explainer.Explain(row, contributions);

        (contributions.Sum() + explainer.ExpectedValue).ShouldBe(
            new CompiledEnsemble(ensemble).RawScore(row),
            1e-11
        );
    }

    [Fact]
    public void ExpectedValue_RandomTrees_EqualsWorthOfNothing()
    {
        var ensemble = Ensemble(new Random(8), 5, 4, 15);

        new TreeExplainer(ensemble).ExpectedValue.ShouldBe(
            PlainShapley.Worth(ensemble, new float[5], _ => false),
            Tolerance
        );
    }

    [Fact]
    public void Explain_AndOfTwo_SharesAsPublished()
    {
        // Fever and cough of the paper's figure 1, model A: a leaf of 80 where both are set, else 0, all covers equal.
        var tree = new RegressionTree
        {
            LteChild = [~0, ~1],
            GtChild = [1, ~2],
            SplitFeature = [0, 1],
            Threshold = [0.5f, 0.5f],
            LeafValue = [0, 0, 80],
            SplitGain = [0, 0],
            LeafCover = [2, 1, 1],
        };
        var explainer = new TreeExplainer(Of(2, tree));
        var contributions = new double[2];

        explainer.Explain([1, 1], contributions);

        explainer.ExpectedValue.ShouldBe(20);
        contributions.ShouldBe([30, 30], 1e-12);
    }

    [Fact]
    public void Explain_Columns_EqualsRowByRowForAnyThreads()
    {
        const int Features = 6;
        var random = new Random(9);
        var explainer = new TreeExplainer(Ensemble(random, Features, 7, 20));
        var rows = RandomTrees.Rows(random, 1003, Features);
        var columns = RandomTrees.ColumnsOf(rows, Features);
        var one = new double[rows.Length];
        var three = new double[rows.Length];
        var single = new double[rows.Length];

        explainer.Explain(columns, one, 1, CancellationToken.None);
        explainer.Explain(columns, three, 3, CancellationToken.None);
        for (int at = 0; at < rows.Length; at += Features)
            explainer.Explain(rows.AsSpan(at, Features), single.AsSpan(at, Features));

        one.ShouldBe(single);
        three.ShouldBe(single);
    }

    [Fact]
    public void Explain_ManyRows_AllocatesNothing()
    {
        var random = new Random(10);
        var explainer = new TreeExplainer(Ensemble(random, 6, 7, 20));
        var row = RandomTrees.Rows(random, 1, 6);
        var contributions = new double[6];
        explainer.Explain(row, contributions);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
            explainer.Explain(row, contributions);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void WithBackground_RowsOfTheCovers_EqualsTreesWithCovers()
    {
        var random = new Random(11);
        var ensemble = Ensemble(random, 5, 3, 9, special: true);
        var rows = RandomTrees.Rows(random, 400, 5);
        var columns = RandomTrees.ColumnsOf(rows, 5);
        var explainer = TreeExplainer.WithBackground(ensemble, columns, CancellationToken.None);
        var compiled = new CompiledEnsemble(ensemble);
        var sums = new double[400];
        compiled.RawScores(columns, sums, 1, CancellationToken.None);
        var contributions = new double[5];

        explainer.Explain(rows.AsSpan(0, 5), contributions);

        // Only the mean over the rows of the covers is the expected value.
        explainer.ExpectedValue.ShouldBe(sums.Average(), Tolerance);
        (contributions.Sum() + explainer.ExpectedValue).ShouldBe(sums[0], Tolerance);
    }

    [Theory]
    [InlineData("t_tiny_regression")]
    [InlineData("t_tiny_binary")]
    [InlineData("e_chain")]
    public void WithBackground_TreesOfMlNet_AddsUpToRawScore(string name)
    {
        var fixture = ModelFixture.OfRepository(name);
        var steps = fixture.Model.Chain.Steps.OfType<TreePredictor>().ToList();

        steps.ShouldNotBeEmpty();
        foreach (var step in steps)
        {
            var batch = fixture.Batch();
            fixture.Model.Apply(batch);
            var width = step.Ensemble.FeatureCount;
            var rows = batch.VectorMemory(step.FeatureColumn, width).ToArray();
            var columns = RandomTrees.ColumnsOf(rows, width);
            var explainer = TreeExplainer.WithBackground(step.Ensemble, columns, default);
            var contributions = new double[rows.Length];
            explainer.Explain(columns, contributions, 1, default);
            for (int at = 0; at < rows.Length; at += width)
                (
                    contributions.AsSpan(at, width).ToArray().Sum() + explainer.ExpectedValue
                ).ShouldBe(step.Compiled.RawScore(rows.AsSpan(at, width)), 1e-9);
        }
    }

    [Fact]
    public void Explain_EmptyTree_ContributesNothing()
    {
        var ensemble = Ensemble(new Random(12), 3, 1, 4);
        var empty = ensemble.Trees[0] with
        {
            LteChild = [0, 0, 0],
            GtChild = [0, 0, 0],
            LeafCover = [],
        };
        var (with, without) = (new double[3], new double[3]);

        new TreeExplainer(ensemble with { Trees = [empty, ensemble.Trees[0]] }).Explain(
            [0.1f, 0.2f, 0.3f],
            with
        );
        new TreeExplainer(ensemble).Explain([0.1f, 0.2f, 0.3f], without);

        with.ShouldBe(without);
    }

    [Fact]
    public void Create_NoCovers_PointsToBackground()
    {
        var ensemble = Ensemble(new Random(13), 3, 2, 4);
        var bare = ensemble with
        {
            Trees = [ensemble.Trees[0], ensemble.Trees[1] with { LeafCover = [] }],
        };

        var error = Should.Throw<ArgumentException>(() => new TreeExplainer(bare));

        error.Message.ShouldContain("Tree 1 has no leaf covers");
        error.Message.ShouldContain("WithBackground");
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Create_CoverOutOfRange_Throws(double cover)
    {
        var ensemble = Ensemble(new Random(14), 3, 1, 2);
        var tree = ensemble.Trees[0] with { LeafCover = [1, cover] };

        Should.Throw<ArgumentException>(() => new TreeExplainer(Of(3, tree)));
    }

    [Fact]
    public void Explain_WrongLengths_Throws()
    {
        var ensemble = Ensemble(new Random(15), 2, 1, 3);
        var explainer = new TreeExplainer(ensemble);

        Should.Throw<ArgumentException>(() => explainer.Explain([1f], new double[2]));
        Should.Throw<ArgumentException>(() => explainer.Explain([1f, 2f], new double[1]));
        Should.Throw<ArgumentException>(() =>
            explainer.Explain(
                [new float[3], new float[2]],
                new double[6],
                1,
                CancellationToken.None
            )
        );
        Should.Throw<ArgumentException>(() =>
            TreeExplainer.WithBackground(
                ensemble,
                [ReadOnlyMemory<float>.Empty, ReadOnlyMemory<float>.Empty],
                CancellationToken.None
            )
        );
    }

    private static TreeEnsemble Ensemble(
        Random random,
        int features,
        int trees,
        int leaves,
        bool special = false
    ) =>
        RandomTrees.Ensemble(
            random,
            EnsembleKind.FastTreeRegression,
            features,
            trees,
            leaves,
            special
        );

    private static TreeEnsemble Chain(Random random, int features, int[] splitFeatures)
    {
        int nodes = splitFeatures.Length;
        return Of(
            features,
            new RegressionTree
            {
                LteChild = [.. Enumerable.Range(0, nodes).Select(n => ~n)],
                GtChild = [.. Enumerable.Range(1, nodes).Select(n => n < nodes ? n : ~nodes)],
                SplitFeature = [.. splitFeatures],
                Threshold = [.. splitFeatures.Select(_ => -0.8f)],
                LeafValue = [.. Enumerable.Range(0, nodes + 1).Select(_ => random.NextDouble())],
                SplitGain = [.. new double[nodes]],
                LeafCover =
                [
                    .. Enumerable.Range(0, nodes + 1).Select(_ => 1 + random.NextDouble()),
                ],
            }
        );
    }

    private static TreeEnsemble Of(int features, RegressionTree tree) =>
        new()
        {
            Kind = EnsembleKind.FastTreeRegression,
            FeatureCount = features,
            Trees = [tree],
        };
}
