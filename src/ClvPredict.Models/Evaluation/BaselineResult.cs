using System.Collections.Immutable;

namespace ClvPredict.Models.Evaluation;

/// <summary>How well a baseline predicted the same holdout as the model.</summary>
public sealed record BaselineResult
{
    /// <summary>Short name, snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it predicts money or only ranks.</summary>
    public required BaselineKind Kind { get; init; }

    /// <summary>Mean absolute error, in money; NaN when it only ranks.</summary>
    public required double Mae { get; init; }

    /// <summary>Sum predicted / sum actual - 1; NaN when it only ranks or the holdout value adds up to 0.</summary>
    public required double Bias { get; init; }

    /// <summary>Rank correlation with the holdout value, in [-1, 1]; NaN when all numbers are equal.</summary>
    public required double Spearman { get; init; }

    /// <summary>Gini of the gains curve over that of the perfect order, at most 1.</summary>
    public required double NormalizedGini { get; init; }

    /// <summary>Share of the holdout value in the tenth it ranks highest.</summary>
    public required double Top10Share { get; init; }

    /// <summary>Area under the ROC curve of churn, a low score meaning churn; NaN when it predicts money.</summary>
    public required double ChurnAuc { get; init; }

    /// <summary>Ten numbers: the share of the whole holdout value in its first tenth, the first two tenths, ... to 1; NaN
    /// when the holdout value adds up to 0.</summary>
    public required ImmutableArray<double> CumulativeShares { get; init; }
}
