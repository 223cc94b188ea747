using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Monitoring;
using ClvPredict.Features;
using ClvPredict.Scoring;
using ClvPredict.Training;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Benchmarks;

/// <summary>
/// Verdicts of monitoring for shops of several sizes: the same law, prices up by 30 %, and every second order gone. Each
/// repetition simulates a shop with a seed of its own over three years, trains at a day that moves through the third, and
/// monitors a whole horizon later.
/// </summary>
internal static class MonitoringBenchmark
{
    public const string Usage = "monitoring [repetitions=10] [customers=10000] [threads=2]";

    private static readonly DateOnly s_start = new(2022, 1, 1);

    public static void Run(IReadOnlyList<string> args)
    {
        var repetitions = Number(args, 0, 10);
        var customers = Number(args, 1, 10_000);
        var threads = Number(args, 2, 2);
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var drifts = new List<double>();
        for (var seed = 1; seed <= repetitions; seed++)
        {
            var trained = s_start.AddYears(2).AddDays(37 * seed % 180);
            var shop = Shop(customers, seed);
            var scorer = new CustomerScorer(
                ModelTrainer.Train(
                    shop,
                    trained,
                    new TrainingOptions
                    {
                        Horizon = Horizon.Parse("180d"),
                        Origins = 0,
                        Threads = threads,
                    }
                )
            );
            Count("same law", shop);
            Count("prices + 30 %", Prices(shop, trained, 1.3));
            Count("every second order", HalfTheOrders(shop, trained));

            void Count(string law, CustomerHistories histories)
            {
                var asOf = trained.AddDays(180);
                var result = ModelMonitor.Run(
                    scorer,
                    histories,
                    scorer.Score(histories, asOf, null, threads),
                    threads: threads
                );
                var key = $"{law}: {result.Verdict}";
                tally[key] = tally.GetValueOrDefault(key) + 1;
                if (law == "same law")
                    drifts.Add(result.Forecast.HoldoutValue);
                if (law == "same law" && result.Verdict != MonitorVerdict.Ok)
                    Console.Error.WriteLine($"{seed}: {string.Join("; ", result.Reasons)}");
            }
        }
        Console.WriteLine($"{repetitions} simulated shops of {customers} customers");
        foreach (var (key, count) in tally)
            Console.WriteLine($"{key} {count}");
        var root = Math.Sqrt(drifts.Average(d => d * d));
        Console.WriteLine(
            FormattableString.Invariant(
                $"drift of the value under the same law: mean {drifts.Average():+0.0 %;-0.0 %}, root mean square {root:0.0 %}"
            )
        );
    }

    private static CustomerHistories Prices(CustomerHistories shop, DateOnly from, double factor)
    {
        var lines = shop.Lines;
        var amounts = new long[lines.LineCount];
        for (var i = 0; i < amounts.Length; i++)
            amounts[i] =
                lines.Day[i] < from.DayNumber
                    ? lines.AmountMinor[i]
                    : (long)(lines.AmountMinor[i] * factor);
        return CustomerHistories.Build(lines with { AmountMinor = [.. amounts] });
    }

    // Lines of such an order move before the log, to nobody's purchases: a return of nothing on the day of the customer's first.
    private static CustomerHistories HalfTheOrders(CustomerHistories shop, DateOnly from)
    {
        var lines = shop.Lines;
        int[] days = [.. lines.Day];
        long[] amounts = [.. lines.AmountMinor];
        bool[] returns = [.. lines.IsReturn];
        for (var c = 0; c < shop.CustomerCount; c++)
        {
            for (var i = shop.Offsets[c]; i < shop.Offsets[c + 1]; i++)
            {
                if (days[i] < from.DayNumber || (lines.Order[i] + c) % 2 == 0)
                    continue;
                (days[i], amounts[i], returns[i]) = (days[shop.Offsets[c]], 0, true);
            }
        }
        return CustomerHistories.Build(
            lines with
            {
                Day = [.. days],
                AmountMinor = [.. amounts],
                IsReturn = [.. returns],
            }
        );
    }

    private static CustomerHistories Shop(int customers, long seed)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
                new OrderSimulator(
                    new SimulationOptions
                    {
                        Customers = customers,
                        Start = s_start,
                        End = s_start.AddYears(3),
                        Seed = seed,
                    }
                ).WriteOrders(file, CancellationToken.None);
            return CustomerHistories.Build(OrderReader.Read([path], new OrderReadOptions()).Orders);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int Number(IReadOnlyList<string> args, int index, int otherwise) =>
        args.Count > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
