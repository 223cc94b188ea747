using ClvPredict.Data;
using ClvPredict.Models.Evaluation;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv evaluate --predictions writes: one row a customer, predictions and outcomes side by side.</summary>
internal static class PredictionsFile
{
    public static void Write(BacktestResult backtest, CustomerHistories customers, string path) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                var columns = backtest.Columns;
                var numbers = new List<(string Name, ReadOnlyMemory<double> Values)>
                {
                    ("actual_value", columns.ActualValue),
                    ("actual_orders", columns.ActualOrders),
                    ("predicted_clv", columns.PredictedClv),
                    ("clv_median", columns.ClvMedian),
                    ("clv_low", columns.ClvLow),
                    ("clv_high", columns.ClvHigh),
                    ("expected_orders", columns.ExpectedOrders),
                    ("churn_probability", columns.ChurnProbability),
                    ("prior_value", backtest.PriorValue),
                };
                foreach (var baseline in columns.Baselines)
                    numbers.Add(
                        (
                            (baseline.Kind == BaselineKind.Money ? "baseline_" : "rank_")
                                + baseline.Name,
                            baseline.Numbers
                        )
                    );
                using var csv = new CsvWriter(stream);
                csv.Write("customer_id");
                foreach (var (name, _) in numbers)
                    csv.Write(name);
                csv.EndRow();
                var facts = backtest.Predictions.Inputs.Features.Facts;
                for (var row = 0; row < facts.Length; row++)
                {
                    csv.Write(customers.CustomerIds[facts[row].Customer]);
                    foreach (var (_, values) in numbers)
                        csv.Write(values.Span[row]);
                    csv.EndRow();
                }
            }
        );
}
