using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Package;
using ClvPredict.Training.Baselines;

namespace ClvPredict.Training;

/// <summary>A model trained before a cutoff, its predictions for the holdout after it, and what happened.</summary>
/// <param name="Model">The model; it has seen nothing from the cutoff on.</param>
/// <param name="Predictions">What it says of every customer known at the cutoff.</param>
/// <param name="Columns">Predictions, baselines and outcomes, row by row.</param>
/// <param name="PriorValue">Per row: what the prior alone predicts, in money.</param>
/// <param name="Result">The metrics.</param>
public sealed record BacktestResult(
    ClvModel Model,
    ClvPredictions Predictions,
    EvaluationColumns Columns,
    ReadOnlyMemory<double> PriorValue,
    EvaluationResult Result
)
{
    /// <summary>What boosting without the prior says; null when it was not trained.</summary>
    internal PlainScores? Plain { get; init; }
}
