using System.Globalization;
using ClvPredict.Decisions.Tests.Experiments;

namespace ClvPredict.Benchmarks;

/// <summary>How often the intervals of a readout miss the truth: without an effect and with a planted one, by size and heaviness of the tail.</summary>
internal static class ExperimentsBenchmark
{
    public const string Usage =
        "experiments: share of intervals that miss the truth over 1,000 A/A runs and 1,000 runs with an effect";

    private const int Runs = 1000;

    public static void Run()
    {
        Console.WriteLine(
            "tail,customers,control_share,lift,skewness,missed_value,missed_value_without_clv,missed_orders,variance_reduction"
        );
        foreach (var tail in new[] { 0.5, 1.0, 1.5 })
        {
            foreach (var customers in new[] { 500, 2000, 10_000 })
            {
                foreach (var (control, lift) in new[] { (0.5, 0.0), (0.2, 0.0), (0.2, 0.2) })
                {
                    var result = ExperimentRuns.Run(Runs, customers, control, tail, lift, seed: 1);
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{tail},{customers},{control},{lift},{result.Skewness:F1},{result.Missed:F3},{result.MissedWithoutCovariate:F3},{result.MissedOrders:F3},{result.VarianceReduction:F2}"
                        )
                    );
                }
            }
        }
    }
}
