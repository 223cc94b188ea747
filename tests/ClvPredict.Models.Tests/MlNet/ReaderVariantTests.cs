using ClvPredict.Models.MlNet;
using ClvPredict.Models.Tests.Trees;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.MlNet;

/// <summary>What zips from the field look like besides the fixtures.</summary>
public class ReaderVariantTests
{
    [Fact]
    public void Read_LoaderInFront_UnwrapsTheModel()
    {
        var fixture = ModelFixture.OfRepository("t_tiny_regression");
        var entries = MlNetModel
            .Create(TransformerChain.Of(fixture.Model.Chain))
            .Write()
            .Where(e => e.Name != "Schema")
            .Append(("Model.key", ModelComponent.LoaderAndModel.Key(new ModelBlock()).ToBytes()))
            .Append(("Loader/Model.key", [1, 2, 3]));

        var model = MlNetModel.Read(Archive(entries));

        model
            .Chain.Steps.Select(s => s.GetType())
            .ShouldBe([typeof(Concatenate), typeof(RegressionPredictor)]);
        model.Schema.ShouldBeNull();
        model.InputColumns.ShouldBe(fixture.Model.InputColumns);
    }

    [Fact]
    public void Read_ChainInAChain_ScoresTheSame()
    {
        var fixture = ModelFixture.OfRepository("t_tiny_regression");
        var nested = MlNetModel.Read(
            Archive(MlNetModel.Create(TransformerChain.Of(fixture.Model.Chain)).Write())
        );
        var batch = fixture.Batch();

        nested.Apply(batch);

        batch.Numbers("Score").ToArray().ShouldBe(fixture.Answers["Score"]);
    }

    [Fact]
    public void Read_NestedTooDeep_IsRefused()
    {
        TransformStep step = CopyColumns.Of("A", "B");
        for (int i = 0; i < 50; i++)
            step = TransformerChain.Of(step);
        var entries = MlNetModel.Create(TransformerChain.Of(step)).Write();

        Should
            .Throw<ModelPackageException>(() => MlNetModel.Read(Archive(entries)))
            .Message.ShouldContain("nests");
    }

    [Fact]
    public void Read_NoModel_IsRefused() =>
        Should
            .Throw<ModelPackageException>(() => MlNetModel.Read(Archive([("clv/manifest", [1])])))
            .Message.ShouldContain("TransformerChain/Model.key is missing");

    [Fact]
    public void Read_OldestTreesWithoutLaterParts_ScoresTheSame()
    {
        var ensemble = RandomTrees.Ensemble(
            new Random(1),
            EnsembleKind.FastTreeRegression,
            3,
            4,
            5
        );
        var component = ModelComponent.OfTrees(
            "FTREE RE",
            0x10001,
            0x10001,
            "FastTreeRegressionExec"
        );
        var model = MlNetModel.Create(
            TransformerChain.Of(
                Concatenate.Of("Features", ["F0", "F1", "F2"]),
                new RegressionPredictor { FeatureColumn = "Features", Ensemble = ensemble }
            )
        );
        const string Entry = "TransformerChain/Transform_001/Model/Model.key";
        var entries = model
            .Write()
            .Select(e =>
                e.Name == Entry ? (Entry, component.Key(OldestTrees(ensemble)).ToBytes()) : e
            );

        var back = MlNetModel.Read(Archive(entries));

        back.Write().Select(e => e.Content).ShouldBe(model.Write().Select(e => e.Content));
    }

    [Fact]
    public void Read_OldestNormalizer_ScoresTheSame()
    {
        var model = MlNetModel.Create(
            TransformerChain.Of(
                Concatenate.Of("Raw", ["F0", "F1"]),
                new Normalizer([
                    new(new("Scaled", "Raw"), true, [2, 3], []),
                    new(new("One", "F0"), false, [4], [1]),
                ])
            )
        );
        var block = new ModelBlock();
        block.Pairs([new("Scaled", "Raw"), new("One", "F0")]);
        block.Bytes.Bytes([1, 2, 0, 0, 0, 9]); // a vector of 2 float32
        block.Bytes.Bytes([0, 0, 0, 0, 0, 9]); // a float32
        var key = ModelComponent.Normalizer.Key(block) with { VersionWritten = 0x10001 };
        const string Entry = "TransformerChain/Transform_001/Model.key";

        var back = MlNetModel.Read(
            Archive(model.Write().Select(e => e.Name == Entry ? (Entry, key.ToBytes()) : e))
        );

        back.Write().Select(e => e.Content).ShouldBe(model.Write().Select(e => e.Content));
    }

    [Fact]
    public void Read_VersionNewerThanKnown_IsRefused()
    {
        var archive = ModelFixture.OfRepository("t_tiny_regression").Archive;
        const string Entry = "TransformerChain/Transform_000/Model.key";
        var key = ModelKey.Parse(Entry, archive.Get(Entry)) with
        {
            VersionWritten = 0x10004,
            VersionReadable = 0x10004,
        };
        var entries = archive.Names.Select(n =>
            (n, n == Entry ? key.ToBytes() : archive.Get(n).ToArray())
        );

        Should
            .Throw<ModelPackageException>(() => MlNetModel.Read(Archive(entries)))
            .Message.ShouldContain("ConcatTransform of version 0x10004");
    }

    [Fact]
    public void Parse_EveryHeaderNumberMadeHuge_IsRefused()
    {
        var archive = ModelFixture.OfRepository("t_tiny_binary").Archive;
        var bytes = archive.Get("TransformerChain/Transform_000/Model.key").ToArray();

        foreach (int offset in (int[])[0x10, 0x18, 0x20, 0x28, 0x30, 0x38, 0x80, 0x88, 0x90, 0x96])
        {
            foreach (
                long number in (long[])[long.MaxValue, long.MinValue, -1, 1, int.MaxValue, 1L << 40]
            )
            {
                var changed = bytes.ToArray();
                BitConverter.TryWriteBytes(changed.AsSpan(offset), number);
                Should.Throw<ModelPackageException>(
                    () => ModelKey.Parse("x/Model.key", changed),
                    $"{offset:X} {number}"
                );
            }
        }
    }

    [Theory]
    [InlineData("FTWTCALP", "LGBBINCL", "LightGBMBinaryExec")]
    [InlineData("PMIXCALP", "LINCL", "LinearBinaryExec")]
    [InlineData("CALIPRED", "LINCL", "LinearBinaryExec")]
    public void Read_CalibratedModelOfAnotherTrainer_NamesTheTrainer(
        string wrapper,
        string signature,
        string loader
    )
    {
        const string Model = "TransformerChain/Transform_001/Model";
        var archive = ModelFixture.OfRepository("t_tiny_binary").Archive;
        var entries = archive.Names.Select(n =>
            n switch
            {
                Model + "/Model.key" => (n, Renamed(archive, n, wrapper, wrapper)),
                Model + "/Predictor/Model.key" => (n, Renamed(archive, n, signature, loader)),
                _ => (n, archive.Get(n).ToArray()),
            }
        );

        Should
            .Throw<ModelPackageException>(() => MlNetModel.Read(Archive(entries)))
            .Message.ShouldBe(
                $"step 1 (TransformerChain/Transform_001) is a {loader}; ClvPredict scores FastTree and FastForest models."
            );
    }

    [Fact]
    public void Read_ZipOfBeforeMlNet1_SaysSo() =>
        Should
            .Throw<ModelPackageException>(() =>
                MlNetModel.Read(Archive([("Predictor/Model.key", [1])]))
            )
            .Message.ShouldContain("before ML.NET 1.0");

    [Fact]
    public void Apply_ScaleOfZero_DropsTheOffset()
    {
        var model = MlNetModel.Create(
            TransformerChain.Of(
                new Normalizer([new(new("Scaled", "F0"), false, [0], [float.PositiveInfinity])])
            )
        );
        var batch = new ColumnBatch(1);
        batch.SetNumbers("F0", new float[] { 3 });

        model.Apply(batch);

        batch.Numbers("Scaled")[0].ShouldBe(0);
    }

    [Fact]
    public void Read_OldestPlattStep_TakesTheColumnScore()
    {
        var model = MlNetModel.Create(
            TransformerChain.Of(new PlattStep("Score", new PlattCalibrator(-0.4, 0)))
        );
        var old = ModelComponent.PlattStep.Key(new ModelBlock()) with { VersionWritten = 0x10001 };
        const string Entry = "TransformerChain/Transform_000/Model.key";

        var back = MlNetModel.Read(
            Archive(model.Write().Select(e => e.Name == Entry ? (Entry, old.ToBytes()) : e))
        );

        back.InputColumns.ShouldBe(["Score"]);
        back.OutputColumns.ShouldBe(["Probability"]);
    }

    [Fact]
    public void SlotNamesOf_FeatureVector_GivesTheColumnsItWasTrainedOn()
    {
        var chain = ModelFixture.OfRepository("e_chain").Model;
        var bare = MlNetModel.Create(TransformerChain.Of(chain.Chain.Steps[1]));

        var names = bare.SlotNamesOf("Features");

        names.ShouldBe(((Concatenate)chain.Chain.Steps[0]).Columns[0].Sources.Select(s => s.Name));
    }

    [Fact]
    public void Parse_Schema_GivesNamesAndTypes()
    {
        var schema = ModelFixture.OfRepository("e_chain").Model.Schema!;

        schema.Find("Recency")!.Type.ShouldBe(ColumnType.Number);
        schema.Find("Churned")!.Type.ShouldBe(ColumnType.Boolean);
        schema.Find("Nothing").ShouldBeNull();
    }

    [Fact]
    public void Parse_TrainSchema_KeepsSlotNames()
    {
        var predictor = (BinaryPredictor)ModelFixture.OfRepository("e_chain").Model.Chain.Steps[1];

        var features = predictor.TrainSchema!.Find("Features")!;

        features.Type.ShouldBe(ColumnType.Vector(8));
        features.Annotations.Select(a => a.Kind).ShouldBe(["SlotNames"]);
    }

    private static byte[] Renamed(
        ModelArchive archive,
        string entry,
        string signature,
        string loader
    ) =>
        (
            ModelKey.Parse(entry, archive.Get(entry)) with
            {
                Signature = signature.PadRight(8),
                Loader = loader,
            }
        ).ToBytes();

    private static ModelBlock OldestTrees(TreeEnsemble ensemble)
    {
        var block = new ModelBlock();
        var bytes = block.Bytes;
        bytes.Int32(4);
        bytes.Int32(ensemble.Trees.Length);
        foreach (var tree in ensemble.Trees)
        {
            bytes.Byte(0);
            bytes.Int32(tree.LeafCount);
            bytes.Double(tree.MaxOutput);
            bytes.Double(tree.Weight);
            bytes.Array(tree.LteChild);
            bytes.Array(tree.GtChild);
            bytes.Array(tree.SplitFeature);
            bytes.Array(tree.BinThreshold);
            bytes.Array(tree.Threshold);
            bytes.Array(tree.LeafValue);
            bytes.Array(tree.SplitGain);
            bytes.Array(tree.GainPValue);
            bytes.Array(tree.PreviousLeafValue);
        }
        bytes.Double(ensemble.Bias);
        block.Text(null);
        block.Text(null);
        return block;
    }

    private static ModelArchive Archive(IEnumerable<(string Name, byte[] Content)> entries) =>
        new([.. entries.Select(e => (e.Name, (ReadOnlyMemory<byte>)e.Content))]);
}
