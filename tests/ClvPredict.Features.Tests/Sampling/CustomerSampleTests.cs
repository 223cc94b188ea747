using System.Globalization;
using System.Text;
using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.Features.Sampling;

public sealed class CustomerSampleTests : IDisposable
{
    private static readonly DateOnly s_asOf = new(2022, 1, 1);
    private readonly TemporaryFolder _folder = new();
    private readonly string _orders;

    public CustomerSampleTests() => _orders = Write(6_000);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Draw_OfPartsOnDisk_IsThatOfOrdersInMemory()
    {
        using var inMemory = new OrderParts(OrderReader.Read([_orders], new OrderReadOptions()));
        using var onDisk = Parts();
        onDisk.Count.ShouldBeGreaterThan(1);

        var one = CustomerSample.Draw(inMemory, s_asOf, 500);
        var other = CustomerSample.Draw(onDisk, s_asOf, 500, threads: 3);

        Lines(other).ShouldBe(Lines(one));
        other.Histories.Lines.Products.ShouldBe(one.Histories.Lines.Products);
        other.Population!.Summary.Strata.ShouldBe(one.Population!.Summary.Strata);
        other.Population.Costs.ShouldBe(one.Population.Costs);
        other.Population.Costs.ShouldNotBeNull();
    }

    [Fact]
    public void Draw_Some_TakesTheSameShareOfEveryStratumWithAllTheirLines()
    {
        using var parts = Parts();
        var all = CustomerHistories.Build(
            OrderReader.Read([_orders], new OrderReadOptions()).Orders
        );

        var sample = CustomerSample.Draw(parts, s_asOf, 1_000);

        var known = FeatureBuilder.Build(all, s_asOf).RowCount;
        var summary = sample.Population!.Summary;
        summary.Customers.ShouldBe(known);
        summary.OrderLines.ShouldBe(all.Lines.Day.Count(day => day < s_asOf.DayNumber));
        summary.Strata.Sum(stratum => stratum.Customers).ShouldBe(known);
        // One more is the customer who was first.
        summary.Drawn.ShouldBeInRange(1_000, 1_001);
        sample.Histories.CustomerCount.ShouldBe(summary.Drawn);
        foreach (var stratum in summary.Strata)
            Math.Abs(stratum.Drawn - (1_000.0 * stratum.Customers / known)).ShouldBeLessThan(2);
        sample.Histories.FirstDay.ShouldBe(all.FirstDay);
        var drawn = sample.Histories.CustomerIds.ToHashSet();
        OrderTableText
            .Lines(sample.Histories.Lines)
            .ShouldBe(
                OrderTableText.Lines(all.Lines).Where(l => drawn.Contains(l[..l.IndexOf('|')]))
            );
    }

    [Fact]
    public void Draw_ManySeeds_DrawsEveryCustomerAsOften()
    {
        using var parts = new OrderParts(OrderReader.Read([Write(300)], new OrderReadOptions()));
        var times = new Dictionary<string, int>();
        for (var seed = 0UL; seed < 400; seed++)
        {
            foreach (
                var id in CustomerSample.Draw(parts, s_asOf, 60, seed: seed).Histories.CustomerIds
            )
                times[id] = times.GetValueOrDefault(id) + 1;
        }

        var known = CustomerSample.Draw(parts, s_asOf, 1_000).Histories.CustomerCount;
        times.Count.ShouldBe(known);
        var expected = 400.0 * 60 / known;
        // All but the one who was first; five standard deviations.
        times.Values.Count(n => Math.Abs(n - expected) > 5 * Math.Sqrt(expected)).ShouldBe(1);
    }

    [Fact]
    public void Draw_AsManyAsThereAre_IsEveryoneWithoutAPopulation()
    {
        using var parts = Parts();

        var sample = CustomerSample.Draw(parts, s_asOf.AddYears(5), 1_000_000);

        sample.Population.ShouldBeNull();
        Lines(sample)
            .ShouldBe(
                OrderTableText.Lines(OrderReader.Read([_orders], new OrderReadOptions()).Orders)
            );
    }

    [Fact]
    public void Draw_BeforeTheFirstLine_IsRefused()
    {
        using var parts = Parts();

        Should
            .Throw<OrderDataException>(() =>
                CustomerSample.Draw(parts, new DateOnly(2001, 1, 1), 10)
            )
            .Message.ShouldContain("nobody to learn from");
    }

    private OrderParts Parts() =>
        OrderReader.ReadParts(
            [_orders],
            new OrderReadOptions { Threads = 2 },
            new SpillOptions { MemoryBytes = 1, Folder = _folder.Path }
        );

    private static string[] Lines(CustomerData data) => OrderTableText.Lines(data.Histories.Lines);

    private string Write(int customers)
    {
        var text = new StringBuilder("customer_id,order_date,order_id,product_id,amount,cost\n");
        var random = new Random(customers);
        for (var c = 0; c < customers; c++)
        {
            var day = new DateOnly(2020, 1, 1).AddDays(random.Next(800));
            for (var o = random.Next(1, 6); o > 0; o--)
            {
                var amount = Math.Exp(random.NextDouble() * 6);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"c{c * 7919 % 10_007},{day:yyyy-MM-dd},o{c}-{o},p{random.Next(900)},{amount:0.00},{amount / 2:0.00}\n"
                );
                day = day.AddDays(random.Next(200));
            }
        }
        var path = _folder.File($"orders-{customers}.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
