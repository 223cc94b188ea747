using System.Collections.Immutable;
using ClvPredict.Models.Trees;

namespace ClvPredict.Training.Boosting;

/// <summary>A trained model: raw score of a row = its offset + <see cref="InitialScore"/> + the sum of its leaves.</summary>
public sealed record BoostingResult
{
    /// <summary>The trees kept, in order; none is legal and means that no tree helped.</summary>
    public required ImmutableArray<RegressionTree> Trees { get; init; }

    /// <summary>The constant fitted before the first tree; 0 where that was switched off.</summary>
    public required double InitialScore { get; init; }

    /// <summary>Weighted mean training deviance by number of trees, from 0 trees to the last round trained.</summary>
    public required ImmutableArray<double> TrainingLoss { get; init; }

    /// <summary>
    /// Weighted mean validation deviance by number of trees, from 0 trees to the last round trained (level-free if so
    /// asked); empty without validation data.
    /// </summary>
    public required ImmutableArray<double> ValidationLoss { get; init; }

    /// <summary>Per feature: the sum of the gains of its splits over the trees kept.</summary>
    public required ImmutableArray<double> FeatureGains { get; init; }

    /// <summary>Number of trees kept: the best round on the validation data if training was stopped by it.</summary>
    public int BestRound => Trees.Length;
}
