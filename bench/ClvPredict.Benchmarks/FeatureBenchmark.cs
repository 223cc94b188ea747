using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Benchmarks;

/// <summary>Times all features of all customers of a file of order lines: from the file, and from histories in memory, at one
/// cutoff and at six in one pass. Prints a line of JSON a measurement.</summary>
internal static class FeatureBenchmark
{
    public const string Usage = "features ORDERS [threads=2] [repeats=3]";

    public static void Run(string[] args)
    {
        var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        var repeats = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
        CustomerHistories? histories = null;
        Measure(
            "file to histories",
            threads,
            () =>
                histories = CustomerHistories.Build(
                    OrderReader.Read([args[0]], new OrderReadOptions { Threads = threads }).Orders
                )
        );
        var asOf = histories!.LastDay.AddDays(1);
        DateOnly[] six = [.. Enumerable.Range(0, 6).Select(i => asOf.AddDays(-60 * i))];
        for (var i = 0; i < repeats; i++)
        {
            foreach (var cutoffs in new[] { [asOf], six })
                Measure(
                    $"features at {cutoffs.Length}",
                    threads,
                    () =>
                        FeatureBuilder.Build(
                            histories,
                            FeatureContract.CatalogOnly(histories),
                            cutoffs,
                            threads: threads
                        )
                );
        }
    }

    private static void Measure(string work, int threads, Action action)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.UserProcessorTime;
        var clock = Stopwatch.StartNew();
        action();
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        Console.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    work,
                    threads,
                    seconds,
                    userSeconds = (process.UserProcessorTime - before).TotalSeconds,
                    peakBytes = process.PeakWorkingSet64,
                }
            )
        );
    }
}
