using System.Diagnostics;
using System.Globalization;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Benchmarks;

/// <summary>Times loading a model zip, and predicting one customer at a time from made-up order lines.</summary>
internal static class OneCustomerBenchmark
{
    public const string Usage =
        "one MODEL.zip [lines=100] [customers=20000]  load time; median and 99th percentile of a prediction; bytes allocated";

    public static void Run(IReadOnlyList<string> args)
    {
        var lines = args.Count > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
        var customers = args.Count > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 20_000;
        // The first load includes the time of the compiler.
        var loads = new double[6];
        CustomerScorer scorer = null!;
        for (var i = 0; i < loads.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            scorer = CustomerScorer.Load(args[0]);
            loads[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        var asOf = scorer.Model.Manifest.AsOf;
        var trees = scorer.Model.Chain.Chain.Steps.OfType<Models.MlNet.TreePredictor>().ToArray();
        Print(
            $"{trees.Length} tree members, {trees.Sum(t => t.Ensemble.Trees.Length)} trees, {trees.Sum(t => t.Ensemble.Trees.Sum(x => x.LeafCount))} leaves; prior of {scorer.Model.Prior.Purchases.Length} purchase models"
        );
        Print(
            $"load: first {loads[0]:F1} ms, then {loads.Skip(1).Order().ElementAt(2):F1} ms (median of 5)"
        );
        var histories = Histories(asOf, lines);
        var times = new double[customers];
        for (var i = 0; i < customers; i++)
            scorer.Predict(histories[i % histories.Length], asOf);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < customers; i++)
        {
            var start = Stopwatch.GetTimestamp();
            scorer.Predict(histories[i % histories.Length], asOf);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(times);
        Print(
            $"{lines} lines: median {times[customers / 2]:F1} us, 99th percentile {times[customers * 99 / 100]:F1} us; {(double)allocated / customers:F1} bytes a prediction"
        );
        var features = new CustomerFeatures(
            scorer.Model.Manifest.Features,
            scorer.Model.Manifest.ValueBasis
        );
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < customers; i++)
            features.Compute(histories[i % histories.Length], asOf);
        Print(
            $"of it features: {Stopwatch.GetElapsedTime(began).TotalMicroseconds / customers:F1} us (mean)"
        );
    }

    private static OrderLine[][] Histories(DateOnly asOf, int lines)
    {
        var random = new Random(1);
        var histories = new OrderLine[256][];
        for (var c = 0; c < histories.Length; c++)
        {
            var day = asOf.AddDays(-2 * lines - random.Next(200)).ToDateTime(TimeOnly.MinValue);
            var customer = new OrderLine[lines];
            for (var i = 0; i < lines; i++)
            {
                // Two lines an order.
                if (i % 2 == 0)
                    day = day.AddDays(random.Next(1, 6));
                customer[i] = new OrderLine(
                    day.AddSeconds(i % 2),
                    Math.Round((decimal)(random.NextDouble() * 90) + 1, 2)
                )
                {
                    OrderId = "o" + (i / 2).ToString(CultureInfo.InvariantCulture),
                    ProductId = "p" + random.Next(40).ToString(CultureInfo.InvariantCulture),
                    Category = "k" + random.Next(5).ToString(CultureInfo.InvariantCulture),
                    Channel = "web",
                    Country = "de",
                    Quantity = 1,
                };
            }
            histories[c] = customer;
        }
        return histories;
    }

    private static void Print(FormattableString line) =>
        Console.WriteLine(FormattableString.Invariant(line));
}
