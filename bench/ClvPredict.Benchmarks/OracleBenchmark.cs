using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Models.Evaluation;

namespace ClvPredict.Benchmarks;

/// <summary>
/// Compares what a model predicted for a simulated shop with the best forecast from the log alone, and with the simulator's
/// own expectation, which knows each customer's rates and who is alive.
/// </summary>
internal static class OracleBenchmark
{
    public const string Usage =
        "oracle ORDERS.csv TRUTH.csv PREDICTIONS.csv CUTOFF DAYS: files of clv simulate (default law) and clv evaluate --predictions";

    public static void Run(IReadOnlyList<string> args)
    {
        var cutoff = DateOnly.ParseExact(args[3], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = int.Parse(args[4], CultureInfo.InvariantCulture);
        var histories = CustomerHistories.Build(
            OrderReader.Read([args[0]], new OrderReadOptions()).Orders
        );
        var predictions = CsvTable.Read(args[2]);
        var ids = Enumerable
            .Range(0, predictions.RowCount)
            .Select(r => predictions[r, 0])
            .ToArray();
        var actual = Column(predictions, "actual_value");
        var truth = CsvTable.Read(args[1]);
        var expected = truth.IndexOf("expected_value");
        // Empty for customers who join later.
        var truthOf = Enumerable.Range(0, truth.RowCount).ToDictionary(r => truth[r, 0]);
        double True(string id) =>
            double.Parse(truth[truthOf[id], expected], CultureInfo.InvariantCulture);
        var customerOf = histories
            .CustomerIds.Select((id, i) => (id, i))
            .ToDictionary(c => c.id, c => c.i);
        var posterior = new PosteriorExpectation(histories, cutoff, days);
        var best = new double[ids.Length];
        Parallel.For(0, ids.Length, i => best[i] = posterior.Of(customerOf[ids[i]]));

        Console.WriteLine("| forecast | ngini | top10 | rmse | bias |");
        Console.WriteLine("|---|---|---|---|---|");
        Print("the model", Column(predictions, "predicted_clv"), actual);
        Print("best from the log alone (posterior under the true law)", best, actual);
        Print("knows the rates and who is alive", [.. ids.Select(True)], actual);
    }

    private static void Print(string name, double[] predicted, double[] actual) =>
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {name} | {RankMetrics.NormalizedGini(predicted, actual):0.0000} | {RankMetrics.Top10Share(predicted, actual):0.0000} | {PointErrors.RootMeanSquare(predicted, actual):0.00} | {PointErrors.Bias(predicted, actual):0.0 %;-0.0 %} |"
            )
        );

    private static double[] Column(CsvTable table, string name)
    {
        var column = table.IndexOf(name);
        return
        [
            .. Enumerable
                .Range(0, table.RowCount)
                .Select(r => double.Parse(table[r, column], CultureInfo.InvariantCulture)),
        ];
    }
}
