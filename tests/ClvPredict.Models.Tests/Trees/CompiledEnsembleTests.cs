using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.Trees;

public class CompiledEnsembleTests
{
    private const int Features = 7;

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(3, 20, false)]
    [InlineData(40, 20, false)]
    [InlineData(5, 300, false)]
    [InlineData(20, 12, true)]
    public void RawScore_RandomTreesAndMissingValues_EqualsPlainTwin(
        int trees,
        int leaves,
        bool special
    )
    {
        var random = new Random(trees + leaves);
        var ensemble = RandomTrees.Ensemble(
            random,
            EnsembleKind.FastTreeRegression,
            Features,
            trees,
            leaves,
            special
        );
        var compiled = new CompiledEnsemble(ensemble);
        var rows = RandomTrees.Rows(random, 523, Features);

        for (int r = 0; r < 523; r++)
        {
            var row = rows.AsSpan(r * Features, Features);
            compiled.RawScore(row).ShouldBe(PlainScorer.RawScore(ensemble, row));
        }
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(20, false)]
    [InlineData(20, true)]
    [InlineData(32, false)]
    [InlineData(33, false)]
    [InlineData(65, true)]
    [InlineData(300, false)]
    [InlineData(513, false)]
    public void RawScores_EveryPath_EqualsPlainTwin(int leaves, bool special)
    {
        var random = new Random(leaves);
        var ensemble = RandomTrees.Ensemble(
            random,
            EnsembleKind.FastTreeRegression,
            Features,
            6,
            leaves,
            special
        );
        var rows = RandomTrees.Rows(random, 203, Features);
        RandomTrees.AddSpecialValues(random, rows, ensemble);
        var expected = new double[203];
        for (int r = 0; r < 203; r++)
            expected[r] = PlainScorer.RawScore(ensemble, rows.AsSpan(r * Features, Features));

        foreach (var path in Enum.GetValues<ScoringPath>())
        {
            var sums = new double[203];
            new CompiledEnsemble(ensemble, path).RawScores(
                RandomTrees.ColumnsOf(rows, Features),
                sums,
                maxThreads: 1,
                CancellationToken.None
            );
            sums.ShouldBe(expected, path.ToString());
        }
    }

    [Theory]
    [InlineData(EnsembleKind.FastTreeRegression, false)]
    [InlineData(EnsembleKind.FastTreeTweedie, false)]
    [InlineData(EnsembleKind.FastForestRegression, false)]
    [InlineData(EnsembleKind.FastTreeBinary, true)]
    public void Score_Batch_EqualsScoreOfEachRow(EnsembleKind kind, bool special)
    {
        var random = new Random(7);
        var ensemble = RandomTrees.Ensemble(random, kind, Features, 30, 20, special);
        var rows = RandomTrees.Rows(random, 1234, Features);

        foreach (var path in Enum.GetValues<ScoringPath>())
        {
            var compiled = new CompiledEnsemble(ensemble, path);
            var scores = new float[1234];
            compiled.Score(rows, scores);
            for (int r = 0; r < scores.Length; r++)
            {
                var row = rows.AsSpan(r * Features, Features);
                scores[r].ShouldBe(compiled.ScoreOf(compiled.RawScore(row)));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void Score_FewRows_EqualsPlainTwin(int rows)
    {
        var random = new Random(rows);
        var ensemble = RandomTrees.Ensemble(
            random,
            EnsembleKind.FastTreeRegression,
            Features,
            3,
            9
        );
        var values = RandomTrees.Rows(random, rows, Features);
        var scores = new float[rows];

        new CompiledEnsemble(ensemble).Score(values, scores);

        for (int r = 0; r < rows; r++)
        {
            var row = values.AsSpan(r * Features, Features);
            scores[r].ShouldBe((float)PlainScorer.RawScore(ensemble, row));
        }
    }

    [Fact]
    public void Score_SeveralThreads_EqualsOneThread()
    {
        var random = new Random(8);
        var compiled = new CompiledEnsemble(
            RandomTrees.Ensemble(random, EnsembleKind.FastTreeTweedie, Features, 10, 9)
        );
        var rows = RandomTrees.Rows(random, 10_001, Features);
        var one = new float[10_001];
        var three = new float[10_001];
        var sums = new double[10_001];

        compiled.Score(rows, one);
        compiled.Score(rows, three, maxThreads: 3, CancellationToken.None);
        compiled.RawScores(
            RandomTrees.ColumnsOf(rows, Features),
            sums,
            maxThreads: 3,
            CancellationToken.None
        );

        three.ShouldBe(one);
        sums.Select(compiled.ScoreOf).ShouldBe(one);
    }

    [Fact]
    public void Score_Chain_EqualsPlainTwin()
    {
        const int Nodes = 60;
        var ensemble = new TreeEnsemble
        {
            Kind = EnsembleKind.FastTreeRegression,
            FeatureCount = 1,
            Trees =
            [
                new RegressionTree
                {
                    LteChild = [.. Enumerable.Range(0, Nodes).Select(n => ~n)],
                    GtChild =
                    [
                        .. Enumerable.Range(0, Nodes).Select(n => n + 1 < Nodes ? n + 1 : ~Nodes),
                    ],
                    SplitFeature = [.. new int[Nodes]],
                    Threshold = [.. Enumerable.Range(0, Nodes).Select(n => (float)n)],
                    LeafValue = [.. Enumerable.Range(0, Nodes + 1).Select(n => n * 0.1)],
                    SplitGain = [.. new double[Nodes]],
                },
            ],
        };
        var rows = new[] { -1, 0, 0.5f, 17, 59, 59.5f, float.NaN };
        var scores = new float[rows.Length];

        new CompiledEnsemble(ensemble).Score(rows, scores);

        scores.ShouldBe(rows.Select(x => (float)PlainScorer.RawScore(ensemble, [x])));
    }

    [Fact]
    public void RawScore_NoTrees_IsZero()
    {
        var random = new Random(1);
        var compiled = new CompiledEnsemble(
            RandomTrees.Ensemble(random, EnsembleKind.FastTreeRegression, Features, 0, 2)
        );

        compiled.RawScore(new float[Features]).ShouldBe(0);
    }

    [Fact]
    public void RawScore_EmptyTree_AddsNothing()
    {
        var random = new Random(2);
        var ensemble = RandomTrees.Ensemble(
            random,
            EnsembleKind.FastTreeRegression,
            Features,
            1,
            4
        );
        var empty = ensemble.Trees[0] with { LteChild = [0, 0, 0], GtChild = [0, 0, 0] };
        var compiled = new CompiledEnsemble(ensemble with { Trees = [empty, ensemble.Trees[0]] });

        compiled
            .RawScore(new float[Features])
            .ShouldBe(PlainScorer.RawScore(ensemble, new float[Features]));
    }

    [Fact]
    public void RawScore_MissingValue_GoesToGreaterBranch()
    {
        var ensemble = Stump(threshold: 0.5f, defaults: []);

        new CompiledEnsemble(ensemble).RawScore([float.NaN]).ShouldBe(2);
    }

    [Theory]
    [InlineData(0.25f, 1)]
    [InlineData(0.75f, 2)]
    [InlineData(0f, 2)]
    public void RawScore_DefaultForMissing_IsComparedUnlessAllDefaultsAreZero(
        float replacement,
        double expected
    )
    {
        var ensemble = Stump(threshold: 0.5f, defaults: [replacement]);

        new CompiledEnsemble(ensemble).RawScore([float.NaN]).ShouldBe(expected);
    }

    [Fact]
    public void RawScore_ManyRows_AllocatesNothing()
    {
        var random = new Random(3);
        var compiled = new CompiledEnsemble(
            RandomTrees.Ensemble(
                random,
                EnsembleKind.FastTreeRegression,
                Features,
                5,
                6,
                special: true
            )
        );
        var row = RandomTrees.Rows(random, 1, Features);
        compiled.RawScore(row);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
            compiled.RawScore(row);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Score_WrongLength_Throws()
    {
        var compiled = new CompiledEnsemble(Stump(0, []));

        Should.Throw<ArgumentException>(() => compiled.Score(new float[3], new float[2]));
        Should.Throw<ArgumentException>(() => compiled.RawScore([]));
        Should.Throw<ArgumentException>(() =>
            compiled.RawScores([new float[3]], new double[2], 1, CancellationToken.None)
        );
        Should.Throw<ArgumentException>(() =>
            compiled.RawScores([], new double[2], 1, CancellationToken.None)
        );
    }

    [Theory]
    [InlineData("cycle")]
    [InlineData("child")]
    [InlineData("leaf")]
    [InlineData("feature")]
    [InlineData("length")]
    [InlineData("gain")]
    [InlineData("weight")]
    public void Compile_UnsoundTree_Throws(string fault)
    {
        var ensemble = RandomTrees.Ensemble(
            new Random(4),
            EnsembleKind.FastTreeRegression,
            Features,
            1,
            4
        );
        var tree = ensemble.Trees[0];
        tree = fault switch
        {
            "cycle" => tree with { GtChild = [1, 1, 2] },
            "child" => tree with { GtChild = [1, 2, 3] },
            "leaf" => tree with { GtChild = tree.GtChild.SetItem(2, ~4) },
            "feature" => tree with { SplitFeature = [0, 1, Features] },
            "length" => tree with { LeafValue = [1, 2, 3] },
            "gain" => tree with { SplitGain = [] },
            _ => tree with { Weight = double.NaN },
        };

        Should.Throw<ArgumentException>(() =>
            new CompiledEnsemble(ensemble with { Trees = [tree] })
        );
    }

    private static TreeEnsemble Stump(float threshold, float[] defaults) =>
        new()
        {
            Kind = EnsembleKind.FastTreeRegression,
            FeatureCount = 1,
            Trees =
            [
                new RegressionTree
                {
                    LteChild = [~0],
                    GtChild = [~1],
                    SplitFeature = [0],
                    Threshold = [threshold],
                    LeafValue = [1, 2],
                    SplitGain = [1],
                    DefaultForMissing = [.. defaults],
                },
            ],
        };
}
