using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace ClvPredict.Features.Tests;

public class FeatureBuilderTests
{
    private static readonly DateOnly s_cutoff = TestOrders.Start.AddDays(400);

    [Fact]
    public void Build_OrdersAppendedFromTheCutoffOn_LeavesEveryFeatureBitIdentical()
    {
        Check(seed =>
        {
            var lines = TestOrders.Random(seed, 40);
            var past = lines.Where(l => l.Day < s_cutoff).ToList();
            var random = new Random(seed);
            var future = Enumerable
                .Range(0, 60)
                .Select(i =>
                    past[random.Next(past.Count)] with
                    {
                        Day = s_cutoff.AddDays(i == 0 ? 0 : random.Next(90)),
                        Amount = random.Next(-500, 5000),
                        Product = $"new{i}",
                    }
                );

            return Same(Build(past), Build([.. past, .. future]));
        });
    }

    [Fact]
    public void Build_LinesPermuted_LeavesEveryFeatureBitIdentical()
    {
        Check(seed =>
        {
            var lines = TestOrders.Random(seed, 40);
            var shuffled = lines.ToArray();
            new Random(seed + 1).Shuffle(shuffled);

            return Same(Build(lines), Build(shuffled));
        });
    }

    [Fact]
    public void Build_AnyThreads_GivesTheSameBits()
    {
        var histories = TestOrders.Histories(TestOrders.Random(7, 10_000));

        DateOnly[] cutoffs = [s_cutoff, s_cutoff.AddDays(-100)];

        var one = Build(histories, cutoffs, threads: 1);

        foreach (var threads in new[] { 2, 3, 8 })
            one.Zip(Build(histories, cutoffs, threads)).ShouldAllBe(t => Same(t.First, t.Second));
    }

    [Fact]
    public void Build_SeveralCutoffs_GivesTheTableOfEachAlone()
    {
        Check(seed =>
        {
            var histories = TestOrders.Histories(TestOrders.Random(seed, 60));
            DateOnly[] cutoffs =
            [
                s_cutoff,
                s_cutoff.AddDays(-200),
                s_cutoff.AddDays(90),
                s_cutoff.AddDays(-399),
            ];

            var tables = Build(histories, cutoffs, threads: 1);

            return cutoffs
                .Zip(tables)
                .All(t =>
                    t.Second.Cutoff == t.First
                    && Same(t.Second, FeatureBuilder.Build(histories, t.First))
                );
        });
    }

    [Fact]
    public void Build_LogWithoutOptionalColumns_LeavesTheirFeaturesMissing()
    {
        var whole = TestOrders.Table(TestOrders.Random(5, 30));
        var bare = whole with
        {
            Product = [],
            Category = [],
            Channel = [],
            Country = [],
            Quantity = [],
            DiscountMinor = [],
            CostMinor = [],
        };

        var table = FeatureBuilder.Build(CustomerHistories.Build(bare), s_cutoff);

        var missing = FeatureCatalog
            .All.Where((_, f) => table.Columns[f].ToArray().All(float.IsNaN))
            .Select(f => f.Name);
        missing.ShouldBe([
            "cost_share",
            "units_per_order",
            "distinct_products",
            "product_repeat_share",
            "product_concentration",
            "top_product_share",
            "last_new_product_share",
            "distinct_categories",
            "top_category_share",
            "distinct_channels",
            "top_channel_share",
            "distinct_countries",
            "first_discount_share",
            "discount_share",
            "discount_line_share",
            "discount_trend",
        ]);
    }

    [Fact]
    public void Build_AnyLog_FactsAddUpToTheLedger()
    {
        Check(seed =>
        {
            var lines = TestOrders.Random(seed, 40);
            var histories = TestOrders.Histories(lines);
            var table = FeatureBuilder.Build(histories, histories.LastDay.AddDays(1));

            return table.Facts.Sum(f => f.GrossMinor) == histories.Ledger.GrossMinor
                && table.Facts.Sum(f => f.ReturnsMinor) == histories.Ledger.ReturnsMinor
                && table.Facts.Sum(f => f.NetMinor)
                    == lines.Sum(l => (long)(l.Amount * Money.MinorPerUnit));
        });
    }

    [Fact]
    public void Build_ValueBasisOrders_CountsEveryPurchaseDayAsOne()
    {
        var histories = TestOrders.Histories(TestOrders.Random(3, 50));

        var table = FeatureBuilder.Build(histories, s_cutoff, ValueBasis.Orders);

        for (var row = 0; row < table.RowCount; row++)
        {
            table
                .Facts[row]
                .GrossMinor.ShouldBe(table.Facts[row].PurchaseDays * Money.MinorPerUnit);
            table.Facts[row].ReturnsMinor.ShouldBe(0);
        }
    }

    [Fact]
    public void Build_CutoffDay_BelongsToTheHoldout()
    {
        var histories = TestOrders.Histories([
            new TestLine("a", s_cutoff.AddDays(-30), 10),
            new TestLine("a", s_cutoff.AddDays(-31), 5),
            new TestLine("a", s_cutoff, 99),
        ]);

        var table = FeatureBuilder.Build(histories, s_cutoff);
        var targets = HoldoutTargets.Read(histories, table, s_cutoff.AddDays(1));

        table.Column(FeatureId.Spend30d)[0].ShouldBe(10);
        table.Column(FeatureId.SpendTotal)[0].ShouldBe(15);
        table.Column(FeatureId.DaysSinceLastOrder)[0].ShouldBe(30);
        targets.NetValue[0].ShouldBe(99);
    }

    [Fact]
    public void Build_CustomerWithReturnsOnly_HasNoPurchaseDayAndFiniteTiming()
    {
        var histories = TestOrders.Histories([new TestLine("a", s_cutoff.AddDays(-9), -10)]);

        var table = FeatureBuilder.Build(histories, s_cutoff);

        table.Facts[0].PurchaseDays.ShouldBe(0);
        table.Column(FeatureId.DaysSinceLastOrder)[0].ShouldBe(9);
        table.Column(FeatureId.RepeatOrders)[0].ShouldBe(0);
        float.IsNaN(table.Column(FeatureId.MeanOrderValue)[0]).ShouldBeTrue();
    }

    [Fact]
    public void Build_AnyLog_HasNoInfiniteFeature()
    {
        Check(seed =>
        {
            var table = Build(TestOrders.Random(seed, 40));
            return table.Columns.All(c => c.ToArray().All(v => !float.IsInfinity(v)));
        });
    }

    private static FeatureTable Build(IReadOnlyList<TestLine> lines) =>
        FeatureBuilder.Build(TestOrders.Histories(lines), s_cutoff);

    private static ImmutableArray<FeatureTable> Build(
        CustomerHistories histories,
        IReadOnlyList<DateOnly> cutoffs,
        int threads
    ) =>
        FeatureBuilder.Build(
            histories,
            FeatureContract.CatalogOnly(histories),
            cutoffs,
            threads: threads
        );

    private static bool Same(FeatureTable a, FeatureTable b) =>
        a.Facts.SequenceEqual(b.Facts)
        && a.Columns.Zip(b.Columns)
            .All(p =>
                p.First.ToArray()
                    .Select(BitConverter.SingleToInt32Bits)
                    .SequenceEqual(p.Second.ToArray().Select(BitConverter.SingleToInt32Bits))
            );

    private static void Check(Func<int, bool> property) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30).WithReplay(20260101, 7));
}
