using System.Collections.Immutable;

namespace ClvPredict.Models.Evaluation;

/// <summary>A model and its baselines judged on one holdout.</summary>
public sealed record EvaluationResult
{
    /// <summary>First day of the holdout; nothing from it or later was seen.</summary>
    public required DateOnly Cutoff { get; init; }

    /// <summary>Length of the holdout as written by the user, for example "39w".</summary>
    public required string Horizon { get; init; }

    /// <summary>The first day after the holdout, which is [<see cref="Cutoff"/>, <see cref="HoldoutEnd"/>).</summary>
    public required DateOnly HoldoutEnd { get; init; }

    /// <summary>Number of customers judged: everyone with an order before the cutoff.</summary>
    public required int Customers { get; init; }

    /// <summary>Sum of the holdout value, in money.</summary>
    public required double ActualTotal { get; init; }

    /// <summary>Sum of predicted CLV, in money.</summary>
    public required double PredictedTotal { get; init; }

    /// <summary>The model's metrics.</summary>
    public required HoldoutMetrics Model { get; init; }

    /// <summary>The baselines' metrics, in the order they were given.</summary>
    public required ImmutableArray<BaselineResult> Baselines { get; init; }

    /// <summary>Ten rows by predicted CLV, the highest first.</summary>
    public required ImmutableArray<DecileRow> Deciles { get; init; }

    /// <summary>Ten numbers: the cumulative shares that the perfect order would have, as in
    /// <see cref="BaselineResult.CumulativeShares"/>.</summary>
    public required ImmutableArray<double> PerfectShares { get; init; }

    /// <summary>Up to ten bins of churn probability, the lowest first.</summary>
    public required ImmutableArray<CalibrationBin> Calibration { get; init; }

    /// <summary>One sentence for people: how the model compares. A judge with more than one holdout replaces it.</summary>
    public required string Verdict { get; init; }

    /// <summary>Computes every metric of the model and of its baselines: O(n log n) a column.</summary>
    /// <param name="columns">Predictions and outcomes.</param>
    /// <param name="cutoff">First day of the holdout.</param>
    /// <param name="horizon">Length of the holdout as written by the user.</param>
    /// <param name="holdoutEnd">The first day after the holdout.</param>
    /// <param name="cancellation">Checked before each column.</param>
    /// <exception cref="ArgumentException">The columns do not fit together or hold numbers outside their ranges, or the
    /// holdout ends before it begins. The message names the column and the row.</exception>
    public static EvaluationResult Compute(
        EvaluationColumns columns,
        DateOnly cutoff,
        string horizon,
        DateOnly holdoutEnd,
        CancellationToken cancellation = default
    )
    {
        if (holdoutEnd <= cutoff)
            throw new ArgumentException(
                $"The holdout ends on {holdoutEnd:yyyy-MM-dd}; it must end after the cutoff {cutoff:yyyy-MM-dd}.",
                nameof(holdoutEnd)
            );
        EvaluationColumns.Validate(columns);
        var calculation = new EvaluationCalculation(columns, cancellation);
        return new EvaluationResult
        {
            Cutoff = cutoff,
            Horizon = horizon,
            HoldoutEnd = holdoutEnd,
            Customers = columns.Customers,
            ActualTotal = calculation.ActualTotal,
            PredictedTotal = CompensatedSum.Of(columns.PredictedClv.Span),
            Model = calculation.Model,
            Baselines = calculation.Baselines,
            Deciles = calculation.Deciles,
            PerfectShares = calculation.PerfectShares,
            Calibration = calculation.Calibration,
            Verdict = EvaluationVerdict.Describe(
                columns.Customers,
                calculation.Model.HoldoutValue,
                calculation.Baselines
            ),
        };
    }
}
