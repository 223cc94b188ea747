using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Economics;
using ClvPredict.Features;
using ClvPredict.Scoring;
using ClvPredict.Training;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Benchmarks;

/// <summary>
/// How often the range of a channel's CLV holds the mean of 40,000 further customers, from orders to answer: each repetition simulates a
/// shop of two years with channels that differ in rate and lifetime, trains, and compares the channels over the first twelve
/// months, a part of which is predicted.
/// </summary>
internal static class ShopChannelBenchmark
{
    public const string Usage = "shop-channels [repetitions=40] [customers=2000] [threads=2]";

    private const int TruthCustomers = 40_000;
    private static readonly DateOnly s_start = new(2022, 1, 1);

    public static void Run(IReadOnlyList<string> args)
    {
        var repetitions = Number(args, 0, 40);
        var customers = Number(args, 1, 2_000);
        var threads = Number(args, 2, 2);
        var (count, held, wrong, wrongRaw) = (0, 0, 0, 0);
        var (observed, ratio) = (0.0, 0.0);
        for (var seed = 1; seed <= repetitions; seed++)
        {
            var truth = Truth(seed);
            var groups = Compare(seed, customers, threads).Groups;
            foreach (var group in groups)
            {
                count++;
                var mean = truth[group.Group];
                held += group.ClvLow <= mean && mean <= group.ClvHigh ? 1 : 0;
                ratio += group.Clv / mean;
                observed += group.ObservedShare;
            }
            var best = truth.MaxBy(t => t.Value).Key;
            wrong += groups.MaxBy(g => g.ProbabilityBest)!.Group == best ? 0 : 1;
            wrongRaw += groups.MaxBy(g => g.OwnMean)!.Group == best ? 0 : 1;
            Console.Error.WriteLine($"repetition {seed} of {repetitions}");
        }
        Console.WriteLine(
            FormattableString.Invariant(
                $"{repetitions} simulated shops of {customers} customers, {count} channels, {observed / count:P0} of the period observed: 80 % ranges held {(double)held / count:P1}, CLV / truth {ratio / count:0.000}; wrong winner {(double)wrong / repetitions:P1}, by own means {(double)wrongRaw / repetitions:P1}"
            )
        );
    }

    private static GroupComparison Compare(int seed, int customers, int threads)
    {
        var data = Shop(customers, seed, s_start.AddYears(2), joinTrend: -0.3);
        var asOf = s_start.AddYears(2);
        var model = ModelTrainer.Train(
            data,
            asOf,
            new TrainingOptions
            {
                Horizon = Horizon.Parse("180d"),
                Origins = 0,
                Threads = threads,
            }
        );
        var scores = new CustomerScorer(model).Score(data, asOf, threads: threads);
        return CustomerEconomics
            .Compute(data, scores, model, new EconomicsOptions { GroupBy = ["channel"] }, threads)
            .Report.Comparisons[0];
    }

    // The shop's parameters belong to its seed; more customers never change earlier ones.
    private static Dictionary<string, double> Truth(int seed)
    {
        var data = Shop(TruthCustomers, seed, s_start.AddYears(3), joinTrend: -0.3);
        var sums = new Dictionary<string, (double Value, int Customers)>(StringComparer.Ordinal);
        var lines = data.Lines;
        for (var c = 0; c < data.CustomerCount; c++)
        {
            var begin = data.Offsets[c];
            var first = DateOnly.FromDayNumber(lines.Day[begin]);
            var end = first.AddMonths(12);
            if (end > data.LastDay)
                continue;
            var (channel, largest, net) = (-1, long.MinValue, 0L);
            for (var i = begin; i < data.Offsets[c + 1] && lines.Day[i] < end.DayNumber; i++)
            {
                net += lines.AmountMinor[i];
                if (
                    lines.Day[i] == first.DayNumber
                    && !lines.IsReturn[i]
                    && lines.AmountMinor[i] > largest
                )
                    (channel, largest) = (lines.Channel[i], lines.AmountMinor[i]);
            }
            var name = lines.Channels[channel];
            var (value, customers) = sums.GetValueOrDefault(name);
            sums[name] = (value + Money.ToUnits(net), customers + 1);
        }
        return sums.ToDictionary(s => s.Key, s => s.Value.Value / s.Value.Customers);
    }

    private static CustomerHistories Shop(int customers, long seed, DateOnly end, double joinTrend)
    {
        var path = Path.GetTempFileName() + ".csv";
        try
        {
            using (var file = File.Create(path))
                new OrderSimulator(
                    new SimulationOptions
                    {
                        Customers = customers,
                        Seed = seed,
                        Start = s_start,
                        End = end,
                        JoinTrend = joinTrend,
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
