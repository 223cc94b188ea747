using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Training.Judging.Tests;

public class ModelComparisonTests
{
    private static readonly TrainingOptions s_options = new()
    {
        Horizon = Horizon.Parse("90d"),
        Origins = 1,
        Threads = 2,
    };
    private static readonly CustomerHistories s_shop = SimulatedShop.Histories(1_000, 9);
    private static readonly DateOnly s_asOf = s_shop.LastDay.AddDays(1);
    private static readonly TrainedModel s_next = ModelTrainer.TrainWithTwin(
        s_shop,
        s_asOf,
        s_options
    );

    [Fact]
    public void Compare_SameRecipeAHorizonAgo_IsOnUnseenTimeAndReplaces()
    {
        var report = Compare(Train(s_asOf.AddDays(-120)));

        report.MayReplace.ShouldBeTrue(report.Reason);
        report.Basis.ShouldBe(ComparisonBasis.UnseenHorizon);
        (report.Cutoff, report.Days).ShouldBe((s_asOf.AddDays(-90), 90));
        report.Losses.Select(l => l.Target).ShouldBe(["activity", "orders", "value"]);
    }

    [Fact]
    public void Compare_SameRecipeWithinTheHorizon_TwinIsThePresentModel()
    {
        var report = Compare(Train(s_asOf.AddDays(-40)));

        report.MayReplace.ShouldBeTrue(report.Reason);
        report.Basis.ShouldBe(ComparisonBasis.UnseenDays);
        (report.Cutoff, report.Days).ShouldBe((s_asOf.AddDays(-40), 40));
        report.Losses.ShouldAllBe(l => l.Gain == 0);
        report.NewBias.ShouldBe(report.PresentBias);
    }

    [Fact]
    public void Compare_PresentOfYesterday_SaysThatBothHaveSeenTheWindow()
    {
        var report = Compare(Train(s_asOf.AddDays(-1)));

        report.MayReplace.ShouldBeTrue(report.Reason);
        report.Basis.ShouldBe(ComparisonBasis.SeenHorizon);
        report.Reason.ShouldContain("which both have seen");
    }

    [Fact]
    public void Compare_TwinOfSpoiltOrders_IsFoundWorseOnUnseenTime()
    {
        var twin = ModelTrainer.TrainTwin(
            Spoilt(),
            s_asOf.AddDays(-90),
            s_options,
            null,
            null,
            CancellationToken.None
        );

        var report = ModelComparison.Compare(
            Train(s_asOf.AddDays(-120)),
            s_next with
            {
                Twin = twin,
            },
            s_shop,
            s_options
        );

        report.MayReplace.ShouldBeFalse(report.Reason);
        report.Basis.ShouldBe(ComparisonBasis.UnseenHorizon);
        report.Losses.ShouldContain(l => l.High < -0.01);
        report.Reason.ShouldContain("worse than the present model over 90 days");
    }

    [Fact]
    public void Compare_ModelOfSpoiltOrders_IsFoundWorseOnSeenTime()
    {
        var spoilt = ModelTrainer.TrainWithTwin(Spoilt(), s_asOf, s_options);

        var report = ModelComparison.Compare(Train(s_asOf.AddDays(-1)), spoilt, s_shop, s_options);

        report.MayReplace.ShouldBeFalse(report.Reason);
        report.Basis.ShouldBe(ComparisonBasis.SeenHorizon);
    }

    [Fact]
    public void Compare_AnotherContract_IsNotComparableAndSaysWhat()
    {
        var present = Train(s_asOf.AddDays(-120));

        Reason(m => m with { Horizon = "180d" }).ShouldContain("its horizon is 90d");
        Reason(m => m with { Margin = 0.5 }).ShouldContain("its margin is 1");
        Reason(m => m with { Currency = "EUR" }).ShouldContain("its currency is not stated");
        Reason(m => m with { ValueBasis = ValueBasis.Orders }).ShouldContain("value basis");
        Reason(m => m with { AsOf = s_asOf.AddDays(1) }).ShouldContain("newer orders");
        Reason(m =>
                m with
                {
                    Features = m.Features with
                    {
                        OrderColumns = [.. m.Features.OrderColumns.Where(c => c != "discount")],
                    },
                }
            )
            .ShouldContain("order lines with discount");

        string Reason(Func<ModelManifest, ModelManifest> change)
        {
            var report = Compare(present with { Manifest = change(present.Manifest) });
            report.MayReplace.ShouldBeFalse();
            report.Basis.ShouldBe(ComparisonBasis.None);
            return report.Reason;
        }
    }

    private static ClvModel Train(DateOnly asOf) =>
        ModelTrainer.Train(s_shop, asOf, s_options with { Origins = 0 });

    private static ComparisonReport Compare(ClvModel present) =>
        ModelComparison.Compare(present, s_next, s_shop, s_options);

    // The day of every line is another line's: what is learnt from them is nonsense.
    private static CustomerHistories Spoilt()
    {
        var lines = s_shop.Lines;
        var random = new Random(3);
        int[] days = [.. lines.Day];
        random.Shuffle(days);
        return CustomerHistories.Build(lines with { Day = [.. days] });
    }
}
