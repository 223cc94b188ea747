using ClvPredict.Models.MlNet;
using ClvPredict.TestKit;

namespace ClvPredict.Models.Package.Tests;

public class ModelPackageTests
{
    private static readonly byte[] s_zip = ModelPackage.ToBytes(SampleModel.Create());

    [Fact]
    public void Load_SavedModel_ScoresBitIdentically()
    {
        var model = SampleModel.Create();
        var histories = TestOrders.Histories(TestOrders.Random(5, 200));
        var table = model.Features(histories, histories.LastDay.AddDays(1));

        var loaded = ModelPackage.Load(ModelArchive.Read(new MemoryStream(s_zip)));

        var (a, b) = (model.Predict(model.Inputs(table)), loaded.Predict(loaded.Inputs(table)));
        a.PredictedClv.SequenceEqual(b.PredictedClv).ShouldBeTrue();
        a.ExpectedOrders.SequenceEqual(b.ExpectedOrders).ShouldBeTrue();
        a.ChurnProbability.SequenceEqual(b.ChurnProbability).ShouldBeTrue();
        a.ClvHigh.SequenceEqual(b.ClvHigh).ShouldBeTrue();
    }

    [Fact]
    public void ToBytes_LoadedModel_GivesTheSameBytes()
    {
        var loaded = ModelPackage.Load(ModelArchive.Read(new MemoryStream(s_zip)));

        ModelPackage.ToBytes(loaded).SequenceEqual(s_zip).ShouldBeTrue();
    }

    [Fact]
    public void Load_SavedModel_TreesHaveTheirCovers()
    {
        var loaded = ModelPackage.Load(ModelArchive.Read(new MemoryStream(s_zip)));

        var trees = loaded.Chain.Chain.Steps.OfType<TreePredictor>().ToList();
        trees.Count.ShouldBe(3);
        trees.ShouldAllBe(step =>
            step.Ensemble.Trees[0].LeafCover.SequenceEqual(new[] { 30, 10.5 })
        );
    }

    [Theory]
    [InlineData("[[[1,2]],[[1,2]]]", "tree model 3")]
    [InlineData("[[[1,2]],[[1,2]],[[1,2]],[]]", "for 4 tree models, and the chain has 3")]
    [InlineData("[[[1,2]],[[1,2],[1,2]],[[1,2]]]", "for 2 trees of tree model 2, which has 1")]
    [InlineData("[[[1,2]],[[1,2]],[[1,2,3]]]", "3 leaf covers where 2 are expected")]
    [InlineData("[[[1,2]],[[1,-2]],[[1,2]]]", "a leaf cover is -2")]
    public void Attach_CoversOfOtherTrees_AreRefused(string json, string message)
    {
        var covers = System.Text.Json.JsonSerializer.Deserialize<double[][][]>(json)!;

        Should
            .Throw<ModelPackageException>(() =>
                LeafCovers.Attach(SampleModel.Create().Chain, covers)
            )
            .Message.ShouldContain(message);
    }

    [Fact]
    public void Load_AnyEntryChanged_IsRefusedByName()
    {
        var archive = ModelArchive.Read(new MemoryStream(s_zip));
        foreach (var name in archive.Names)
        {
            var changed = Rewrite(
                archive,
                name,
                content => [.. content[..^1], (byte)(content[^1] ^ 1)]
            );

            var error = Should.Throw<ModelPackageException>(() => ModelPackage.Load(changed), name);

            error.Message.ShouldContain("clv/", Case.Sensitive, name);
        }
    }

    [Fact]
    public void Load_EntryMissing_IsRefusedByName()
    {
        var archive = ModelArchive.Read(new MemoryStream(s_zip));
        foreach (var name in archive.Names.Where(n => n != ModelPackage.ManifestEntry))
            Should
                .Throw<ModelPackageException>(() => ModelPackage.Load(Rewrite(archive, name, null)))
                .Message.ShouldContain(name);
    }

    [Fact]
    public void Load_ZipOfMlNet_SaysThatItIsNotOurs()
    {
        var path = RepositoryFiles.PathOf(
            "tests",
            "ClvPredict.Models.Tests",
            "Fixtures",
            "t_tiny_regression.zip"
        );

        Should
            .Throw<ModelPackageException>(() => ModelPackage.Load(path))
            .Message.ShouldContain("no model of ClvPredict");
    }

    [Fact]
    public void Load_NewerFormat_SaysWhichFormatsAreRead()
    {
        var archive = ModelArchive.Read(new MemoryStream(s_zip));
        var newer = Rewrite(
            archive,
            ModelPackage.ManifestEntry,
            content =>
                System.Text.Encoding.UTF8.GetBytes(
                    System
                        .Text.Encoding.UTF8.GetString(content)
                        .Replace(
                            "\"format_version\": 1",
                            "\"format_version\": 9",
                            StringComparison.Ordinal
                        )
                )
        );

        Should
            .Throw<ModelPackageException>(() => ModelPackage.Load(newer))
            .Message.ShouldContain("format 9");
    }

    private static ModelArchive Rewrite(
        ModelArchive archive,
        string name,
        Func<byte[], byte[]>? change
    )
    {
        var stream = new MemoryStream();
        ModelArchive.Write(
            stream,
            archive
                .Names.Where(n => n != name || change is not null)
                .Select(n =>
                    (
                        n,
                        n == name
                            ? new ReadOnlyMemory<byte>(change!(archive.Get(n).ToArray()))
                            : archive.Get(n)
                    )
                )
        );
        stream.Position = 0;
        return ModelArchive.Read(stream);
    }
}
