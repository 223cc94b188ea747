using System.Collections.Immutable;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Tests.Trees;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.MlNet;

/// <summary>Models made from nothing: written, read back, and scored the same.</summary>
public class WrittenModelTests
{
    private static readonly ImmutableArray<string> s_features = ["F0", "F1", "F2", "F3", "F4"];

    [Fact]
    public void Write_ChainOfTweedieTreesAndExpressions_ReadsBackTheSame()
    {
        var model = MlNetModel.Create(Chain(seed: 1));
        var bytes = Zip(model);

        var back = MlNetModel.Read(ModelArchive.Read(new MemoryStream(bytes)));

        Zip(back).ShouldBe(bytes);
        back.InputColumns.ShouldBe(s_features);
        back.OutputColumns.ShouldBe([
            "Score",
            "OrderFactor",
            "ValueFactor",
            "ChurnProbability",
            "PredictedClv",
        ]);
        back.Schema!.Columns.Select(c => c.Type).ShouldAllBe(t => t.Equals(ColumnType.Number));
    }

    [Fact]
    public void Apply_ChainReadBack_ScoresAsBeforeAndAsPlainTwin()
    {
        var model = MlNetModel.Create(Chain(seed: 2));
        var back = MlNetModel.Read(ModelArchive.Read(new MemoryStream(Zip(model))));
        var rows = RandomTrees.Rows(new Random(5), 700, s_features.Length);
        var before = Batch(rows);
        var after = Batch(rows);

        model.Apply(before);
        back.Apply(after, maxThreads: 2);

        var orders = ((RegressionPredictor)model.Chain.Steps[1]).Ensemble;
        var value = ((RegressionPredictor)model.Chain.Steps[3]).Ensemble;
        for (int r = 0; r < 700; r++)
        {
            var row = rows.AsSpan(r * s_features.Length, s_features.Length);
            float o = (float)Math.Exp((float)PlainScorer.RawScore(orders, row));
            float v = (float)Math.Exp((float)PlainScorer.RawScore(value, row));
            after.Numbers("OrderFactor")[r].ShouldBe(o);
            after
                .Numbers("PredictedClv")[r]
                .ShouldBe(
                    1.07f * (float)Math.Exp(0.5f * ((float)Math.Log(o) + (float)Math.Log(v)))
                );
        }
        foreach (var name in model.OutputColumns)
            after.Numbers(name).ToArray().ShouldBe(before.Numbers(name).ToArray());
    }

    [Theory]
    [InlineData(EnsembleKind.FastTreeRegression)]
    [InlineData(EnsembleKind.FastTreeTweedie)]
    [InlineData(EnsembleKind.FastTreeRanking)]
    [InlineData(EnsembleKind.FastForestRegression)]
    public void Write_EveryKindOfScore_ReadsBackTheSame(EnsembleKind kind)
    {
        var ensemble = RandomTrees.Ensemble(
            new Random(3),
            kind,
            s_features.Length,
            4,
            6,
            special: true
        );
        var model = MlNetModel.Create(
            TransformerChain.Of(
                Concatenate.Of("Features", s_features),
                new RegressionPredictor { FeatureColumn = "Features", Ensemble = ensemble }
            )
        );

        ShouldReadBack(model);
    }

    [Theory]
    [InlineData(EnsembleKind.FastTreeBinary, true)]
    [InlineData(EnsembleKind.FastTreeBinary, false)]
    [InlineData(EnsembleKind.FastForestBinary, true)]
    public void Write_EveryKindOfClassifier_ReadsBackTheSame(EnsembleKind kind, bool isCalibrated)
    {
        var model = MlNetModel.Create(
            TransformerChain.Of(
                Concatenate.Of("Features", s_features),
                new BinaryPredictor
                {
                    FeatureColumn = "Features",
                    Ensemble = RandomTrees.Ensemble(new Random(4), kind, s_features.Length, 3, 5),
                    Calibrator = isCalibrated ? new PlattCalibrator(-1.5, 0.25) : null,
                    Threshold = isCalibrated ? 0.5f : 0,
                    ThresholdColumn = isCalibrated ? "Probability" : "Score",
                }
            )
        );

        ShouldReadBack(model);
        model.OutputColumns.Contains("Probability").ShouldBe(isCalibrated);
    }

    [Fact]
    public void Write_TransformsOfEveryKind_ReadsBackTheSame()
    {
        var model = EveryTransform.Model();
        var batch = new ColumnBatch(2);
        batch.SetNumbers("F0", new[] { 10, float.NaN });
        batch.SetNumbers("F1", new[] { float.NaN, 5 });
        batch.SetNumbers("F2", new[] { 3, float.NaN });
        batch.SetNumbers("F4", new[] { 2f, 4f });
        batch.SetText("Country", new string?[] { "FR", null });

        model.Apply(batch);

        ShouldReadBack(model);
        model.Inputs.ShouldBe([
            new("Country", ColumnKind.Text),
            new("F4", ColumnKind.Number),
            new("F0", ColumnKind.Number),
            new("F1", ColumnKind.Number),
            new("F2", ColumnKind.Number),
        ]);
        batch
            .Vectors("Scaled", out int width)
            .ToArray()
            .ShouldBe([10, 0, 3, 0, 5, 0, 42, 1, 0, 0, 0, 0, 0, 28]);
        width.ShouldBe(7);
        batch.Numbers("F3").ToArray().ShouldBe([4f, 16f]);
        batch.Numbers("Probability")[0].ShouldBe((float)(1 / (1 + Math.Exp(-4))));
    }

    [Fact]
    public void Apply_CopyOfAnAbsentLabel_IsPassedOver()
    {
        var model = MlNetModel.Create(
            TransformerChain.Of(
                CopyColumns.Of("Label", "FutureValue"),
                ExpressionStep.Of("Double", "x : 2 * x", "F0")
            )
        );
        var batch = new ColumnBatch(1);
        batch.SetNumbers("F0", new[] { 4f });

        model.Apply(batch);

        model.InputColumns.ShouldBe(["F0"]);
        model.OutputColumns.ShouldBe(["Double"]);
        batch.Numbers("Double")[0].ShouldBe(8);
    }

    [Fact]
    public void Apply_StepsOutsideScoring_AreLeftOut()
    {
        var model = MlNetModel.Create(
            TransformerChain.Of(
                ExpressionStep.Of("A", "x : x + 1", "F0"),
                ExpressionStep.Of("A", "x : x + 2", "F1") with
                {
                    Scope = 3,
                }
            )
        );

        model.InputColumns.ShouldBe(["F0"]);
        ShouldReadBack(model);
    }

    [Fact]
    public void Apply_InputMissing_NamesIt()
    {
        var model = MlNetModel.Create(Chain(seed: 3));

        Should
            .Throw<ArgumentException>(() => model.Apply(new ColumnBatch(1)))
            .Message.ShouldContain("'F0'");
    }

    [Fact]
    public void Create_FeaturesOfAnotherLength_IsRefused()
    {
        var ensemble = RandomTrees.Ensemble(
            new Random(3),
            EnsembleKind.FastTreeRegression,
            3,
            1,
            2
        );
        var chain = TransformerChain.Of(
            Concatenate.Of("Features", s_features),
            new RegressionPredictor { FeatureColumn = "Features", Ensemble = ensemble }
        );

        Should
            .Throw<ModelPackageException>(() => MlNetModel.Create(chain))
            .Message.ShouldContain("'Features'");
    }

    private static TransformerChain Chain(int seed)
    {
        var random = new Random(seed);
        return TransformerChain.Of(
            Concatenate.Of("Features", s_features),
            Tweedie(random),
            CopyColumns.Of("OrderFactor", "Score"),
            Tweedie(random),
            CopyColumns.Of("ValueFactor", "Score"),
            ExpressionStep.Of(
                "ChurnProbability",
                "o : 1 / (1 + exp(0.5f * log(o) - 0.1f))",
                "OrderFactor"
            ),
            ExpressionStep.Of(
                "PredictedClv",
                "(o, v) : 1.07f * exp(0.5f * (log(o) + log(v)))",
                "OrderFactor",
                "ValueFactor"
            )
        );
    }

    private static RegressionPredictor Tweedie(Random random) =>
        new()
        {
            FeatureColumn = "Features",
            Ensemble = RandomTrees.Ensemble(
                random,
                EnsembleKind.FastTreeTweedie,
                s_features.Length,
                20,
                12
            ),
        };

    private static void ShouldReadBack(MlNetModel model)
    {
        var bytes = Zip(model);
        Zip(MlNetModel.Read(ModelArchive.Read(new MemoryStream(bytes)))).ShouldBe(bytes);
    }

    private static byte[] Zip(MlNetModel model)
    {
        using var stream = new MemoryStream();
        ModelArchive.Write(
            stream,
            model.Write().Select(e => (e.Name, (ReadOnlyMemory<byte>)e.Content))
        );
        return stream.ToArray();
    }

    private static ColumnBatch Batch(float[] rows)
    {
        int count = rows.Length / s_features.Length;
        var batch = new ColumnBatch(count);
        for (int f = 0; f < s_features.Length; f++)
            batch.SetNumbers(
                s_features[f],
                Enumerable.Range(0, count).Select(r => rows[r * s_features.Length + f]).ToArray()
            );
        return batch;
    }
}
