using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models;
using ClvPredict.Models.Package;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Scoring.Registry.Tests;

public sealed class ModelRegistryTests : IDisposable
{
    private static readonly CustomerHistories s_shop = TestOrders.Histories(
        TestOrders.Random(43, 200)
    );
    private static readonly ImmutableArray<ClvModel> s_models =
    [
        .. new[] { 400, 430, 460 }.Select(days =>
            ModelTrainer.Train(
                s_shop,
                TestOrders.Start.AddDays(days),
                new TrainingOptions { Horizon = Horizon.Parse("60d"), Origins = 0 }
            )
        ),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("clv-registry").FullName;
    private readonly ModelRegistry _registry;
    private readonly string[] _zips;

    public ModelRegistryTests()
    {
        _registry = new ModelRegistry(_folder);
        _zips = [.. s_models.Select(m => Path.GetFileName(ModelPackage.Save(m, _folder)))];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void RollBack_ThreePromotions_GoesBackOneAtATime()
    {
        Change(c => c.Promote(_zips[0], "the first"));
        Change(c => c.Promote(_zips[1], "better"));
        Change(c => c.Promote(_zips[2], "better still"));

        Change(c => c.RollBack());
        _registry.Current().ShouldBe(_zips[1]);
        Change(c => c.RollBack());
        _registry.Current().ShouldBe(_zips[0]);
        Should
            .Throw<ModelPackageException>(() => Change(c => c.RollBack()))
            .Message.ShouldContain("no model before");

        _registry.Current().ShouldBe(_zips[0]);
        _registry
            .History()
            .Select(e => (e.Zip, e.Change))
            .ShouldBe([
                (_zips[0], ModelChange.Promoted),
                (_zips[1], ModelChange.Promoted),
                (_zips[2], ModelChange.Promoted),
                (_zips[1], ModelChange.RolledBack),
                (_zips[0], ModelChange.RolledBack),
            ]);
        // Not the clock: the latest as-of day of all models until then.
        _registry.History()[^1].Day.ShouldBe(TestOrders.Start.AddDays(460));
    }

    [Fact]
    public void RollBack_AfterAChoice_GoesBackToTheOneBeforeIt()
    {
        Change(c => c.Promote(_zips[0], "the first"));
        Change(c => c.Promote(_zips[1], "better"));
        Change(c => c.KeepBack(_zips[2], "worse"));
        Change(c => c.Use(_zips[2]));

        Change(c => c.RollBack());

        _registry.Current().ShouldBe(_zips[1]);
    }

    [Fact]
    public void RollBack_PointerSetWithoutAnEntry_GoesBackToTheLastEntry()
    {
        // What a crash between the two files leaves.
        Change(c => c.Promote(_zips[0], "the first"));
        ModelPointer.Set(_registry.CurrentPath, _zips[1]);

        Change(c => c.RollBack());

        _registry.Current().ShouldBe(_zips[0]);
    }

    [Theory]
    [InlineData("missing.zip")]
    [InlineData("../outside.zip")]
    [InlineData("damaged.zip")]
    public void Use_ZipThatIsRefused_LeavesTheCurrentModel(string zip)
    {
        Change(c => c.Promote(_zips[0], "the first"));
        var bytes = ModelPackage.ToBytes(s_models[1]);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Path.Combine(_folder, "damaged.zip"), bytes);

        Should.Throw<ModelPackageException>(() => Change(c => c.Use(zip)));

        _registry.Current().ShouldBe(_zips[0]);
        _registry.History().Length.ShouldBe(1);
    }

    [Fact]
    public void RollBack_ZipIsGone_LeavesTheCurrentModel()
    {
        Change(c => c.Promote(_zips[0], "the first"));
        Change(c => c.Promote(_zips[1], "better"));
        File.Delete(Path.Combine(_folder, _zips[0]));

        Should.Throw<ModelPackageException>(() => Change(c => c.RollBack()));

        _registry.Current().ShouldBe(_zips[1]);
    }

    [Fact]
    public void Promote_HistoryCannotBeRead_LeavesTheCurrentModel()
    {
        Change(c => c.Promote(_zips[0], "the first"));
        File.WriteAllText(Path.Combine(_folder, ModelRegistry.HistoryName), "[{\"zip\": 1");

        Should
            .Throw<ModelPackageException>(() => Change(c => c.Promote(_zips[1], "better")))
            .Message.ShouldContain(ModelRegistry.HistoryName);

        _registry.Current().ShouldBe(_zips[0]);
    }

    [Fact]
    public void List_GoodRefusedAndMissingZips_SaysWhatEachIs()
    {
        Change(c => c.Promote(_zips[0], "the first"));
        Change(c => c.KeepBack(_zips[1], "worse"));
        Change(c => c.Promote(_zips[2], "better"));
        File.WriteAllText(Path.Combine(_folder, _zips[2]), "no zip");
        File.WriteAllText(Path.Combine(_folder, "other.zip"), "no zip");

        var models = _registry.List();

        models.Select(m => m.Zip).ShouldBe([_zips[2], _zips[1], _zips[0], "other.zip"]);
        models[0].IsCurrent.ShouldBeTrue();
        models[0].Fault.ShouldNotBeEmpty();
        models[1].Why.ShouldBe("worse");
        models[1].Horizon.ShouldBe("60d");
        models[1].AsOf.ShouldBe(TestOrders.Start.AddDays(430));
        models[3].AsOf.ShouldBeNull();
    }

    [Fact]
    public void Change_ManyAtOnce_KeepsEveryEntry()
    {
        Parallel.For(
            0,
            24,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => Change(c => c.Promote(_zips[i % 3], $"number {i}"))
        );

        _registry.History().Select(e => e.Reason).Distinct().Count().ShouldBe(24);
        _registry.Current().ShouldBe(_registry.History()[^1].Zip);
        Directory.GetFiles(_folder, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void Reload_PointerOfARegistry_TakesTheNewCurrentModel()
    {
        Change(c => c.Promote(_zips[0], "the first"));
        using var scorer = new ReloadingScorer(_registry.CurrentPath, TimeSpan.FromHours(1));

        Change(c => c.Promote(_zips[1], "better"));
        scorer.Reload().ShouldBeTrue();

        scorer.Current.Model.Manifest.AsOf.ShouldBe(s_models[1].Manifest.AsOf);
    }

    private void Change(Action<RegistryChange> make)
    {
        using var change = _registry.Change();
        make(change);
    }
}
