using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models;
using ClvPredict.Models.Package;
using ClvPredict.TestKit;
using ClvPredict.Training;
using Microsoft.Extensions.DependencyInjection;

namespace ClvPredict.Scoring.Tests;

public sealed class ReloadingScorerTests : IDisposable
{
    private static readonly CustomerHistories s_shop = TestOrders.Histories(
        TestOrders.Random(41, 300)
    );
    private static readonly ClvModel s_first = Train("60d");
    private static readonly ClvModel s_second = Train("90d");

    private readonly string _folder = Directory.CreateTempSubdirectory("clv-reload").FullName;

    [Fact]
    public void Reload_NewGoodFile_TakesOver()
    {
        var path = Write("model.zip", ModelPackage.ToBytes(s_first));
        using var scorer = new ReloadingScorer(path, TimeSpan.FromHours(1));
        var before = scorer.Current;

        scorer.Reload().ShouldBeFalse();
        Write("model.zip", ModelPackage.ToBytes(s_second));
        scorer.Reload().ShouldBeTrue();

        before.Model.Manifest.Horizon.ShouldBe("60d");
        scorer.Current.Model.Manifest.Horizon.ShouldBe("90d");
    }

    [Fact]
    public void Reload_BadFile_ThePresentModelStays()
    {
        var path = Write("model.zip", ModelPackage.ToBytes(s_first));
        using var scorer = new ReloadingScorer(path, TimeSpan.FromHours(1));
        var before = scorer.Current;

        Write("model.zip", ModelPackage.ToBytes(s_second)[..1000]);
        scorer.Reload().ShouldBeFalse();
        File.Delete(path);
        scorer.Reload().ShouldBeFalse();

        scorer.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Timer_FileReplaced_IsSeenWithoutBeingAsked()
    {
        var path = Write("model.zip", ModelPackage.ToBytes(s_first));
        using var scorer = new ReloadingScorer(path, TimeSpan.FromMilliseconds(20));

        Write("model.zip", ModelPackage.ToBytes(s_second));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (scorer.Current.Model.Manifest.Horizon != "90d")
            await Task.Delay(10, patience.Token);
    }

    [Fact]
    public void Reload_WhileEightThreadsScore_EveryCallGetsOneOfTheModels()
    {
        var path = Write("model.zip", ModelPackage.ToBytes(s_first));
        using var scorer = new ReloadingScorer(path, TimeSpan.FromHours(1));
        var day = s_shop.LastDay.AddDays(1);
        OrderLine[] lines = [new(TestOrders.Start.ToDateTime(TimeOnly.MinValue), 25)];
        float[] allowed =
        [
            new CustomerScorer(s_first).Predict(lines, day).PredictedClv,
            new CustomerScorer(s_second).Predict(lines, day).PredictedClv,
        ];

        Parallel.For(
            0,
            400,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i =>
            {
                if (i % 100 == 50)
                {
                    Write("model.zip", ModelPackage.ToBytes(i % 200 == 50 ? s_second : s_first));
                    scorer.Reload();
                }
                allowed.ShouldContain(scorer.Current.Predict(lines, day).PredictedClv);
            }
        );
    }

    [Fact]
    public void AddClvScoring_Pointer_GivesTheModelItNames()
    {
        Write("a.zip", ModelPackage.ToBytes(s_first));
        Write("b.zip", ModelPackage.ToBytes(s_second));
        var pointer = Path.Combine(_folder, "current");
        ModelPointer.Set(pointer, "a.zip");
        using var services = new ServiceCollection().AddClvScoring(pointer).BuildServiceProvider();

        services.GetRequiredService<CustomerScorer>().Model.Manifest.Horizon.ShouldBe("60d");
        ModelPointer.Set(pointer, "b.zip");
        services.GetRequiredService<ReloadingScorer>().Reload().ShouldBeTrue();

        services.GetRequiredService<CustomerScorer>().Model.Manifest.Horizon.ShouldBe("90d");
    }

    [Theory]
    [InlineData("../other.zip")]
    [InlineData("missing.zip")]
    public void Resolve_PointerToNoFileBesideIt_IsRefused(string name)
    {
        var pointer = Path.Combine(_folder, "current");
        File.WriteAllText(pointer, name);

        Should
            .Throw<ModelPackageException>(() => ModelPointer.Resolve(pointer))
            .Message.ShouldContain(name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ClvModel Train(string horizon) =>
        ModelTrainer.Train(
            s_shop,
            s_shop.LastDay.AddDays(1),
            new TrainingOptions { Horizon = Horizon.Parse(horizon) }
        );

    // As any careful writer does: the new file takes the place of the old one at once.
    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        AtomicFile.Write(path, stream => stream.Write(bytes));
        return path;
    }
}
