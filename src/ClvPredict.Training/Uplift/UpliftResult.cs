using System.Collections.Immutable;

namespace ClvPredict.Training.Uplift;

/// <summary>What treating customers is expected to change.</summary>
public sealed record UpliftResult
{
    /// <summary>Uplift by two models: first the customers of the history, then the others; in units of the outcome.</summary>
    public required ImmutableArray<double> TwoModel { get; init; }

    /// <summary>Uplift by the X-learner, in the same order.</summary>
    public required ImmutableArray<double> XLearner { get; init; }

    /// <summary>How well they rank the customers of the history.</summary>
    public required UpliftSummary Summary { get; init; }
}
