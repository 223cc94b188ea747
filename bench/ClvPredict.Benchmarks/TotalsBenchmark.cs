using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Intervals;
using ClvPredict.Training;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Benchmarks;

/// <summary>
/// How often the range of a list's total holds what the list was worth. Each repetition simulates a shop with a seed of its
/// own over three years, trains two years in, predicts 26 weeks from a day that moves through the year, and takes 200 random
/// lists of each size, the tenth of the customers predicted highest, and everyone.
/// </summary>
internal static class TotalsBenchmark
{
    public const string Usage = "totals [repetitions=40] [customers=3000] [threads=2]";

    private const int Lists = 200;
    private static readonly int[] s_sizes = [1, 10, 100, 500];
    private static readonly DateOnly s_start = new(2022, 1, 1);

    public static void Run(IReadOnlyList<string> args)
    {
        var repetitions = Number(args, 0, 40);
        var customers = Number(args, 1, 3_000);
        var threads = Number(args, 2, 2);
        var coverages = new SortedDictionary<(int Order, string List, double Coverage), Tally>();
        for (var seed = 1; seed <= repetitions; seed++)
        {
            Repeat(seed, customers, threads, coverages);
            Console.Error.WriteLine($"repetition {seed} of {repetitions}");
        }
        Console.WriteLine(
            $"{repetitions} simulated shops of {customers} customers, {Lists} random lists a size and shop"
        );
        Console.WriteLine("| list | meant | held | mean width / mean total |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var ((_, list, coverage), t) in coverages)
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {list} | {coverage:P0} | {(double)t.Held / t.Count:P1} | {t.Width / t.Predicted:0.00} |"
                )
            );
    }

    private static void Repeat(
        int seed,
        int customers,
        int threads,
        SortedDictionary<(int, string, double), Tally> coverages
    )
    {
        var cutoff = s_start.AddYears(2).AddDays(37 * seed % 365);
        var data = Shop(customers, seed);
        var options = new TrainingOptions
        {
            Horizon = Horizon.Parse("26w"),
            Origins = 0,
            Threads = threads,
        };
        var model = ModelTrainer.Train(data, cutoff, options);
        foreach (var coverage in IntervalTable.NominalLevels)
        {
            var backtest = Backtest.Evaluate(
                model with
                {
                    RangeCoverage = coverage,
                },
                data,
                cutoff,
                options
            );
            var actual = backtest.Columns.ActualValue;
            void Count(int order, string list, IReadOnlyCollection<int> rows)
            {
                var total = backtest.Predictions.Total(rows);
                var outcome = rows.Sum(r => actual.Span[r]);
                if (!coverages.TryGetValue((order, list, coverage), out var tally))
                    coverages.Add((order, list, coverage), tally = new Tally());
                tally.Count++;
                tally.Held += total.Low <= outcome && outcome <= total.High ? 1 : 0;
                tally.Width += total.High - total.Low;
                tally.Predicted += total.PredictedClv;
            }
            var count = backtest.Predictions.RowCount;
            foreach (var size in s_sizes)
            {
                var random = RandomStream.Derive(seed, size, StreamPurpose.Resampling);
                for (var list = 0; list < Lists; list++)
                    Count(size, $"{size} at random", Draw(random, size, count));
            }
            var clv = backtest.Columns.PredictedClv;
            var byValue = Enumerable.Range(0, count).OrderByDescending(r => clv.Span[r]).ToArray();
            Count(100_000, "tenth predicted highest", byValue[..(count / 10)]);
            Count(200_000, "everyone", byValue);
        }
    }

    private static HashSet<int> Draw(RandomStream random, int size, int count)
    {
        var rows = new HashSet<int>();
        while (rows.Count < Math.Min(size, count))
            rows.Add(random.Below(count));
        return rows;
    }

    private static CustomerHistories Shop(int customers, long seed)
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
                        End = s_start.AddDays(365 * 4),
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

    private sealed class Tally
    {
        public int Count { get; set; }
        public int Held { get; set; }
        public double Width { get; set; }
        public double Predicted { get; set; }
    }
}
