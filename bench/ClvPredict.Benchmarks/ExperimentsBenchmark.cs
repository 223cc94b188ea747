using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;
using ClvPredict.Decisions.Tests.Experiments;

namespace ClvPredict.Benchmarks;

/// <summary>
/// How often the intervals of a readout miss the truth: on simulated customers without an effect and with a planted one, by size and
/// heaviness of the tail; or on real outcomes, with groups drawn anew by salt, where the truth is 0 (an A/A test).
/// </summary>
internal static class ExperimentsBenchmark
{
    public const string Usage =
        "experiments [OUTCOMES.csv]: share of intervals that miss the truth over 1,000 runs, simulated, or with the customers of clv experiment readout --out drawn anew";

    private const int Runs = 1000;

    public static void Run(string[] arguments)
    {
        if (arguments is [var file])
            Redraw(file);
        else
            Simulate();
    }

    private static void Simulate()
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

    private static void Redraw(string file)
    {
        var table = SubjectTable.Read(file);
        var rows = CsvTable.Read(file);
        var days = Enumerable
            .Range(0, rows.RowCount)
            .Select(row =>
                int.Parse(rows[row, rows.IndexOf("purchase_days")], CultureInfo.InvariantCulture)
            )
            .ToArray();
        Console.WriteLine(
            "customers,control_share,skewness,missed_value,missed_value_without_clv,missed_orders,variance_reduction"
        );
        foreach (var share in new[] { 0.5, 0.2, 0.1 })
        {
            var (value, plain, orders, reduction, skewness) = (0, 0, 0, 0.0, 0.0);
            for (var run = 0; run < Runs; run++)
            {
                var control = ExperimentAssignment.Assign(table.Subjects, $"run {run}", share);
                var readout = ExperimentReadout.Of(
                    [
                        .. table.Subjects.Select(
                            (s, i) =>
                                new ExperimentOutcome(s, !control[i], table.Outcomes[i], days[i])
                        ),
                    ],
                    new ReadoutSettings
                    {
                        From = new DateOnly(2025, 1, 1),
                        To = new DateOnly(2025, 2, 1),
                    }
                );
                value += readout.NetValue.PValue < 0.05 ? 1 : 0;
                plain += readout.NetValueWithoutCovariate.PValue < 0.05 ? 1 : 0;
                orders += readout.Orders.PValue < 0.05 ? 1 : 0;
                reduction += readout.VarianceReduction / Runs;
                skewness = readout.Skewness;
            }
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Subjects.Length},{share},{skewness:F1},{(double)value / Runs:F3},{(double)plain / Runs:F3},{(double)orders / Runs:F3},{reduction:F2}"
                )
            );
        }
    }
}
