using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.TestKit;

/// <summary>Order tables for tests.</summary>
public static class TestOrders
{
    public static DateOnly Start { get; } = new(2023, 1, 1);

    /// <summary>The lines as columns.</summary>
    public static OrderTable Table(IReadOnlyList<TestLine> lines)
    {
        var (customers, customer) = Code(lines, l => l.Customer);
        var (orders, order) = Code(lines, l => l.Order);
        var (products, product) = Code(lines, l => l.Product);
        var (categories, category) = Code(lines, l => l.Category);
        var (channels, channel) = Code(lines, l => l.Channel);
        var (countries, country) = Code(lines, l => l.Country);
        return new OrderTable
        {
            CustomerIds = customers,
            Customer = customer,
            OrderIds = orders,
            Order = order,
            Products = products,
            Product = product,
            Categories = categories,
            Category = category,
            Channels = channels,
            Channel = channel,
            Countries = countries,
            Country = country,
            Day = [.. lines.Select(l => l.Day.DayNumber)],
            SecondOfDay = [.. lines.Select(l => l.Second)],
            AmountMinor = [.. lines.Select(l => (long)(l.Amount * Money.MinorPerUnit))],
            IsReturn = [.. lines.Select(l => l.IsReturn)],
            Quantity = [.. lines.Select(l => l.Quantity)],
            DiscountMinor = [.. lines.Select(l => (long)(l.Discount * Money.MinorPerUnit))],
            CostMinor = [.. lines.Select(l => (long)(l.Cost * Money.MinorPerUnit))],
        };
    }

    public static CustomerHistories Histories(IReadOnlyList<TestLine> lines) =>
        CustomerHistories.Build(Table(lines));

    /// <summary>A shop with one-time and repeat buyers, returns, discounts and free gifts over two years.</summary>
    public static IReadOnlyList<TestLine> Random(int seed, int customers)
    {
        var random = new Random(seed);
        var lines = new List<TestLine>();
        for (var c = 0; c < customers; c++)
        {
            var day = Start.AddDays(random.Next(500));
            var gap = 5 + random.Next(120);
            var orders = random.Next(2) == 0 ? 1 : 1 + random.Next(12);
            for (var o = 0; o < orders; o++)
            {
                AddOrder(lines, random, $"c{c:0000}", $"o{c}-{o}", day);
                day = day.AddDays(random.Next(gap));
            }
        }
        return lines;
    }

    private static void AddOrder(
        List<TestLine> lines,
        Random random,
        string customer,
        string order,
        DateOnly day
    )
    {
        var count = 1 + random.Next(4);
        for (var i = 0; i < count; i++)
        {
            var product = random.Next(30);
            var line = new TestLine(
                customer,
                day,
                random.Next(20) == 0 ? 0 : random.Next(1, 20_000) / 100m
            )
            {
                Order = order,
                Product = $"p{product}",
                Category = $"k{product % 5}",
                Channel = (count + day.DayNumber) % 5 is var s && s == 4 ? "" : $"s{s % 3}",
                Country = (count + day.Day) % 9 == 0 ? "at" : "de",
                Quantity = random.Next(1, 5),
                Discount = random.Next(4) == 0 ? random.Next(1, 500) / 100m : 0,
                Second = random.Next(86_400),
            };
            line = line with { Cost = Math.Round(0.6m * line.Amount, 2) };
            lines.Add(line);
            if (random.Next(10) == 0)
                lines.Add(
                    line with
                    {
                        Day = day.AddDays(random.Next(1, 20)),
                        Amount = -line.Amount,
                        Quantity = -line.Quantity,
                        Discount = 0,
                        Cost = -line.Cost,
                    }
                );
        }
    }

    private static (ImmutableArray<string> Vocabulary, LineColumn<int> Codes) Code(
        IReadOnlyList<TestLine> lines,
        Func<TestLine, string> text
    )
    {
        ImmutableArray<string> vocabulary =
        [
            .. lines
                .Select(text)
                .Where(t => t.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        if (vocabulary.IsEmpty)
            return ([], []);
        return (
            vocabulary,
            [
                .. lines.Select(l =>
                    text(l).Length == 0
                        ? -1
                        : vocabulary.BinarySearch(text(l), StringComparer.Ordinal)
                ),
            ]
        );
    }
}
