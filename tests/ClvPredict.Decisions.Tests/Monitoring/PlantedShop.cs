using System.Globalization;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Decisions.Monitoring.Tests;

/// <summary>A shop of the simulator in which something changes on a day.</summary>
internal sealed class PlantedShop(int customers, DateOnly change)
{
    private const int OrderColumn = 1;
    private const int DateColumn = 2;
    private const int ChannelColumn = 5;
    private const int QuantityColumn = 6;
    private const int PriceColumn = 7;
    private const int DiscountColumn = 8;
    private const int AmountColumn = 9;

    private readonly string[] _lines = Simulate(customers);

    /// <summary>The shop as it would have gone on.</summary>
    public CustomerHistories Unchanged() => Histories(f => [f]);

    /// <summary>Everything costs so much more.</summary>
    public CustomerHistories Prices(double factor) =>
        Histories(f =>
        {
            foreach (var column in new[] { PriceColumn, DiscountColumn, AmountColumn })
                f[column] = Text(Number(f[column]) * factor);
            return [f];
        });

    /// <summary>Every second order does not happen.</summary>
    public CustomerHistories HalfTheOrders() =>
        Histories(f => Hash(f[OrderColumn]) % 2 == 0 ? [f] : []);

    /// <summary>Nobody orders through a channel any more.</summary>
    public CustomerHistories WithoutChannel(string channel) =>
        Histories(f => f[ChannelColumn] == channel ? [] : [f]);

    /// <summary>So many in a hundred lines more are returned.</summary>
    public CustomerHistories Returns(int percent) =>
        Histories(f =>
        {
            if (
                f[AmountColumn][0] == '-'
                || Hash(f[OrderColumn] + f[AmountColumn]) % 100 >= percent
            )
                return [f];
            var back = (string[])f.Clone();
            back[QuantityColumn] = "-" + f[QuantityColumn];
            back[AmountColumn] = "-" + f[AmountColumn];
            back[DiscountColumn] = "0";
            return [f, back];
        });

    private CustomerHistories Histories(Func<string[], string[][]> plant)
    {
        var text = new StringBuilder(_lines[0]).Append('\n');
        foreach (var line in _lines.AsSpan(1))
        {
            var fields = line.Split(',');
            var day = DateOnly.ParseExact(
                fields[DateColumn],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            );
            foreach (var row in day < change ? [fields] : plant(fields))
                text.AppendJoin(',', row).Append('\n');
        }
        var path = Path.Combine(Path.GetTempPath(), $"clv-{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, text.ToString());
        try
        {
            return CustomerHistories.Build(OrderReader.Read([path], new OrderReadOptions()).Orders);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string[] Simulate(int customers)
    {
        using var stream = new MemoryStream();
        new OrderSimulator(
            new SimulationOptions
            {
                Customers = customers,
                Start = new DateOnly(2022, 1, 1),
                End = new DateOnly(2025, 1, 1),
                Seed = 3,
            }
        ).WriteOrders(stream, CancellationToken.None);
        return Encoding
            .UTF8.GetString(stream.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static double Number(string text) =>
        text.Length == 0 ? 0 : double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(double number) =>
        number.ToString("0.00", CultureInfo.InvariantCulture);

    private static uint Hash(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var c in text)
            hash = (hash ^ c) * 16_777_619;
        hash ^= hash >> 15;
        return hash * 2_246_822_519 >> 8;
    }
}
