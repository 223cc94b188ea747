using ClvPredict.Decisions.ThenAndNow;

namespace ClvPredict.Decisions.Tests.ThenAndNow;

public class ValueChangeTests
{
    [Fact]
    public void Between_RandomSnapshots_EffectsAddUpToTheChangeOfEveryGroup()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var random = new Random(seed);
            var change = ValueChange.Between(
                Random(random, random.Next(1, 200), random.NextDouble() + 0.1),
                Random(random, random.Next(1, 200), random.NextDouble() + 0.1)
            );

            foreach (var group in change.Groups)
                group.Effects.Total.ShouldBe(group.Change, 1e-9, $"seed {seed}, {group.Group}");
            change.Total.Effects.Total.ShouldBe(change.Total.Change, 1e-9, $"seed {seed}");
            change.Groups.Sum(g => g.Change).ShouldBe(change.Total.Change, 1e-9);
        }
    }

    [Theory]
    [InlineData(0.8, 1, 1, 1)]
    [InlineData(1, 0.8, 1, 1)]
    [InlineData(1, 1, 0.8, 1)]
    [InlineData(1, 1, 1, 0.8)]
    public void Between_OneFactorDropped_TakesTheWholeChange(
        double active,
        double orders,
        double orderValue,
        double margin
    )
    {
        var then = Random(new Random(7), 100, 0.5);

        var now = then with
        {
            Margin = then.Margin * margin,
            Customers =
            [
                .. then.Customers.Select(c =>
                    c with
                    {
                        ActiveProbability = c.ActiveProbability * active,
                        ExpectedOrders = c.ExpectedOrders * active * orders,
                        PredictedClv = c.PredictedClv * active * orders * orderValue * margin,
                    }
                ),
            ],
        };
        var change = ValueChange.Between(then, now).Total;

        change.Change.ShouldBe(-0.2 * change.Then.PredictedClv, 1e-9);
        change.Effects.Active.ShouldBe(active < 1 ? change.Change : 0, 1e-9);
        change.Effects.Orders.ShouldBe(orders < 1 ? change.Change : 0, 1e-9);
        change.Effects.OrderValue.ShouldBe(orderValue < 1 ? change.Change : 0, 1e-9);
        change.Effects.Margin.ShouldBe(margin < 1 ? change.Change : 0, 1e-9);
        change.Effects.Customers.ShouldBe(0, 1e-9);
        change.Effects.Mix.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Between_TwiceTheSameCustomers_IsANumberOfCustomers()
    {
        var then = Random(new Random(8), 100, 0.5);

        var now = then with { Customers = [.. then.Customers, .. then.Customers] };
        var change = ValueChange.Between(then, now).Total;

        change.Effects.Customers.ShouldBe(change.Change, 1e-9);
        change.Effects.Mix.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Between_AGroupThatIsNew_IsMix()
    {
        var then = Snapshot(1, new ValuedCustomer("a", "old", 0.5, 1, 10));
        var now = Snapshot(1, new ValuedCustomer("a", "new", 0.5, 1, 12));

        var change = ValueChange.Between(then, now);

        change.Groups.Single(g => g.Group == "new").Effects.Mix.ShouldBe(12);
        change.Groups.Single(g => g.Group == "old").Effects.Mix.ShouldBe(-10);
        change.Total.Effects.Total.ShouldBe(2);
    }

    [Fact]
    public void Between_ProbabilitiesRoundedToZero_StillAddUp()
    {
        var then = Snapshot(0.5, new ValuedCustomer("a", "g", 0, 0, 1e-3));
        var now = Snapshot(0.5, new ValuedCustomer("a", "g", 0.4, 0.5, 8));

        var change = ValueChange.Between(then, now).Total;

        change.Effects.Total.ShouldBe(8 - 1e-3, 1e-9);
    }

    [Fact]
    public void Between_NothingChanged_HasNoEffects()
    {
        var then = Random(new Random(9), 100, 0.5);

        ValueChange.Between(then, then).Total.Effects.ShouldBe(default);
    }

    [Fact]
    public void Between_OtherHorizons_IsRefused() =>
        Should.Throw<ArgumentException>(() =>
            ValueChange.Between(
                Snapshot(1, new ValuedCustomer("a", "g", 1, 1, 1)),
                Snapshot(1, new ValuedCustomer("a", "g", 1, 1, 1)) with
                {
                    Horizon = "1y",
                }
            )
        );

    private static ValueSnapshot Random(Random random, int customers, double margin) =>
        Snapshot(
            margin,
            [
                .. Enumerable
                    .Range(0, customers)
                    .Select(i => new ValuedCustomer(
                        $"c{i:0000}",
                        $"g{random.Next(5)}",
                        random.NextDouble(),
                        random.NextDouble() * 5,
                        random.NextDouble() * 1000
                    )),
            ]
        );

    private static ValueSnapshot Snapshot(double margin, params ValuedCustomer[] customers) =>
        new()
        {
            AsOf = new DateOnly(2025, 1, 1),
            Horizon = "180d",
            Margin = margin,
            Customers = [.. customers],
        };
}
