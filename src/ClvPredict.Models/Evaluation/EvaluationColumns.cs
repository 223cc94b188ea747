using System.Collections.Immutable;
using ClvPredict.Models.Intervals;

namespace ClvPredict.Models.Evaluation;

/// <summary>
/// What was predicted for the customers of a holdout and what happened, one number a customer in every column, in the
/// order of the customers. All numbers are finite. An optional column that nobody predicted is empty.
/// </summary>
public sealed record EvaluationColumns
{
    /// <summary>Net value in the holdout, in money; may be negative.</summary>
    public required ReadOnlyMemory<double> ActualValue { get; init; }

    /// <summary>Purchase days in the holdout, at least 0. A customer with 0 has churned.</summary>
    public required ReadOnlyMemory<double> ActualOrders { get; init; }

    /// <summary>Expected net value in the holdout, in money.</summary>
    public required ReadOnlyMemory<double> PredictedClv { get; init; }

    /// <summary>Probability of no purchase day in the holdout, in [0, 1].</summary>
    public required ReadOnlyMemory<double> ChurnProbability { get; init; }

    /// <summary>Optional: median of the net value, in money.</summary>
    public ReadOnlyMemory<double> ClvMedian { get; init; }

    /// <summary>Optional, together with <see cref="ClvHigh"/>: lower end of the interval, in money.</summary>
    public ReadOnlyMemory<double> ClvLow { get; init; }

    /// <summary>Optional, together with <see cref="ClvLow"/>: upper end of the interval, in money.</summary>
    public ReadOnlyMemory<double> ClvHigh { get; init; }

    /// <summary>Share of the outcomes that the intervals are meant to hold, in (0, 1).</summary>
    public double RangeCoverage { get; init; } = IntervalTable.Nominal;

    /// <summary>Optional: expected purchase days in the holdout, at least 0.</summary>
    public ReadOnlyMemory<double> ExpectedOrders { get; init; }

    /// <summary>The baselines that the model is compared with, in the order they are shown.</summary>
    public ImmutableArray<BaselineColumn> Baselines { get; init; } = [];

    /// <summary>Number of customers.</summary>
    public int Customers => ActualValue.Length;

    /// <summary>Refuses columns that no metric can be computed from.</summary>
    /// <exception cref="ArgumentException">There are no customers, a required column is missing, a column has another
    /// length, holds a number outside its range or is given without its partner, or two baselines share name and kind.</exception>
    internal static void Validate(EvaluationColumns columns)
    {
        if (columns.Customers == 0)
            throw new ArgumentException(
                "An evaluation needs at least one customer.",
                nameof(columns)
            );
        Check(columns, "actual_value", columns.ActualValue, required: true);
        Check(columns, "actual_orders", columns.ActualOrders, required: true, low: 0);
        Check(columns, "predicted_clv", columns.PredictedClv, required: true);
        Check(
            columns,
            "churn_probability",
            columns.ChurnProbability,
            required: true,
            low: 0,
            high: 1
        );
        Check(columns, "clv_median", columns.ClvMedian);
        Check(columns, "clv_low", columns.ClvLow, required: !columns.ClvHigh.IsEmpty);
        Check(columns, "clv_high", columns.ClvHigh, required: !columns.ClvLow.IsEmpty);
        Check(columns, "expected_orders", columns.ExpectedOrders, low: 0);
        var seen = new HashSet<(string, BaselineKind)>();
        foreach (var baseline in columns.Baselines)
        {
            if (!seen.Add((baseline.Name, baseline.Kind)))
                throw new ArgumentException(
                    $"The baseline {baseline.Name} is given twice.",
                    nameof(columns)
                );
            Check(columns, "baseline " + baseline.Name, baseline.Numbers, required: true);
        }
    }

    private static void Check(
        EvaluationColumns columns,
        string name,
        ReadOnlyMemory<double> numbers,
        bool required = false,
        double low = double.MinValue,
        double high = double.MaxValue
    )
    {
        if (numbers.IsEmpty && !required)
            return;
        if (numbers.Length != columns.Customers)
            throw new ArgumentException(
                $"{name} holds {numbers.Length} numbers for {columns.Customers} customers; it must hold one a customer.",
                nameof(columns)
            );
        ColumnChecks.RequireWithin(name, numbers.Span, low, high);
    }
}
