using System.Globalization;
using ClvPredict.Decisions.Economics;
using ClvPredict.TestKit;

namespace ClvPredict.Benchmarks;

/// <summary>
/// How often the pooled range of a channel holds its true mean, by the channel's size, and how often the channel said to be best
/// is not, beside raw means. Channels of 30 to 3,000 customers with heavy-tailed values of known means.
/// </summary>
internal static class ChannelBenchmark
{
    public const string Usage = "channels [runs=2000] [channels=8]";

    private static readonly int[] s_sizes = [30, 100, 300, 1_000, 3_001];

    public static void Run(IReadOnlyList<string> args)
    {
        var runs = args.Count > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
        var channels = args.Count > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 8;
        Console.WriteLine(
            "| spread | shapes | coverage meant | held, all | 30-99 | 100-299 | 300-999 | 1000-3000 | wrong winner, pooled | wrong winner, raw means | error of means, pooled / raw |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var ownShapes in new[] { false, true })
        foreach (var spread in new[] { 0.05, 0.15, 0.3, 0.6 })
        foreach (var coverage in new[] { 0.8, 0.95 })
            Measure(runs, channels, spread, ownShapes, coverage);
    }

    private static void Measure(
        int runs,
        int channels,
        double spread,
        bool ownShapes,
        double coverage
    )
    {
        var (held, count) = (new int[s_sizes.Length], new int[s_sizes.Length]);
        var (wrongPooled, wrongRaw) = (0, 0);
        var (errorPooled, errorRaw) = (0.0, 0.0);
        for (var run = 0; run < runs; run++)
        {
            var shop = SimulatedChannels.Draw(run, channels, spread, ownShapes);
            var samples = shop.Values.Select(v => GroupSample.Of(v)).ToArray();
            var pooled = PartialPooling.Of(
                samples,
                new PoolingOptions { Coverage = coverage, Draws = 2_000 }
            );
            for (var c = 0; c < channels; c++)
            {
                var size = Array.FindLastIndex(s_sizes, s => samples[c].Customers >= s);
                count[size]++;
                var group = pooled.Groups[c];
                held[size] += group.Low <= shop.Means[c] && shop.Means[c] <= group.High ? 1 : 0;
                errorPooled += Math.Pow(Math.Log(group.Mean / shop.Means[c]), 2);
                errorRaw += Math.Pow(Math.Log(samples[c].Mean / shop.Means[c]), 2);
            }
            var truth = Best(shop.Means);
            wrongPooled += Best([.. pooled.Groups.Select(g => g.ProbabilityBest)]) == truth ? 0 : 1;
            wrongRaw += Best([.. samples.Select(s => s.Mean)]) == truth ? 0 : 1;
        }
        var all = (double)held.Sum() / count.Sum();
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {spread} | {(ownShapes ? "own" : "alike")} | {coverage:P0} | {all:P1} | {(double)held[0] / count[0]:P1} | {(double)held[1] / count[1]:P1} | {(double)held[2] / count[2]:P1} | {(double)held[3] / count[3]:P1} | {(double)wrongPooled / runs:P1} | {(double)wrongRaw / runs:P1} | {Math.Sqrt(errorPooled / errorRaw):0.00} |"
            )
        );
    }

    private static int Best(IReadOnlyList<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Count; i++)
        {
            if (values[i] > values[best])
                best = i;
        }
        return best;
    }
}
