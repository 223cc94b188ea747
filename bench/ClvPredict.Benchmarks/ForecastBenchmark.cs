using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Forecasting;
using ClvPredict.Features;
using ClvPredict.Scoring;
using ClvPredict.Training;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Benchmarks;

/// <summary>
/// How often the monthly ranges of a forecast hold what happened. Each repetition simulates a shop with a seed of its own over four
/// years, trains after two to three years with a horizon of 26 weeks, and forecasts twelve months of the customers there are.
/// </summary>
internal static class ForecastBenchmark
{
    public const string Usage = "forecast [repetitions=30] [customers=3000] [threads=2]";

    private static readonly DateOnly s_start = new(2022, 1, 1);

    public static void Run(IReadOnlyList<string> args)
    {
        var repetitions = Number(args, 0, 30);
        var customers = Number(args, 1, 3_000);
        var threads = Number(args, 2, 2);
        var tallies = new SortedDictionary<int, Tally>();
        for (var seed = 1; seed <= repetitions; seed++)
        {
            Repeat(seed, customers, threads, tallies);
            Console.Error.WriteLine($"repetition {seed} of {repetitions}");
        }
        Console.WriteLine(
            $"{repetitions} simulated shops of {customers} customers, 80 % ranges, horizon 26 weeks"
        );
        Console.WriteLine(
            "| month | revenue held | orders held | active held | revenue forecast / actual | mean absolute error of revenue | the same, no season |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (month, t) in tallies)
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {(month == 0 ? "all 12" : month)} | {t.Revenue / t.Count:P0} | {t.Orders / t.Count:P0} | {t.Active / t.Count:P0} | {t.Forecast / t.Actual:0.00} | {t.Error / t.Actual:P0} | {t.PlainError / t.Actual:P0} |"
                )
            );
    }

    private static void Repeat(
        int seed,
        int customers,
        int threads,
        SortedDictionary<int, Tally> tallies
    )
    {
        var cutoff = s_start.AddYears(2).AddDays(37 * seed % 365);
        var data = Shop(customers, seed);
        var model = ModelTrainer.Train(
            data,
            cutoff,
            new TrainingOptions
            {
                Horizon = Horizon.Parse("26w"),
                Origins = 0,
                Threads = threads,
            }
        );
        var scores = new CustomerScorer(model).Score(data, cutoff, threads: threads);
        var report = RevenueForecast.Compute(data, scores, model, threads: threads);
        var mean = report.Months.Average(m => m.Season);
        foreach (var month in report.Months.Append(report.Total))
        {
            var (revenue, orders, active) = Happened(data, scores, month.Start, month.End);
            if (!tallies.TryGetValue(month.Month, out var tally))
                tallies.Add(month.Month, tally = new Tally());
            tally.Count++;
            tally.Revenue += Held(month.RevenueLow, revenue, month.RevenueHigh);
            tally.Orders += Held(month.OrdersLow, orders, month.OrdersHigh);
            tally.Active += Held(month.ActiveCustomersLow, active, month.ActiveCustomersHigh);
            tally.Forecast += month.Revenue;
            tally.Actual += revenue;
            tally.Error += Math.Abs(month.Revenue - revenue);
            tally.PlainError += Math.Abs((month.Revenue / month.Season * mean) - revenue);
        }
    }

    private static (double Revenue, int Orders, int Active) Happened(
        CustomerHistories data,
        CustomerScores scores,
        DateOnly start,
        DateOnly end
    )
    {
        var (net, orders, active) = (0L, 0, 0);
        foreach (var fact in scores.Predictions.Inputs.Features.Facts)
        {
            var (lastDay, before) = (-1, orders);
            for (var i = data.Offsets[fact.Customer]; i < data.Offsets[fact.Customer + 1]; i++)
            {
                var day = data.Lines.Day[i];
                if (day < start.DayNumber || day >= end.DayNumber)
                    continue;
                net += data.Lines.AmountMinor[i];
                if (data.Lines.IsReturn[i] || day == lastDay)
                    continue;
                lastDay = day;
                orders++;
            }
            active += orders > before ? 1 : 0;
        }
        return (Money.ToUnits(net), orders, active);
    }

    private static int Held(double low, double value, double high) =>
        low <= value && value <= high ? 1 : 0;

    private static CustomerHistories Shop(int customers, long seed)
    {
        using var csv = new MemoryStream();
        new OrderSimulator(
            new SimulationOptions
            {
                Customers = customers,
                Seed = seed,
                Start = s_start,
                End = s_start.AddDays(365 * 4),
            }
        ).WriteOrders(csv, CancellationToken.None);
        var path = Path.GetTempFileName() + ".csv";
        try
        {
            File.WriteAllBytes(path, csv.ToArray());
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
        public double Count { get; set; }
        public double Revenue { get; set; }
        public double Orders { get; set; }
        public double Active { get; set; }
        public double Forecast { get; set; }
        public double Actual { get; set; }
        public double Error { get; set; }
        public double PlainError { get; set; }
    }
}
