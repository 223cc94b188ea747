using System.Collections.Immutable;

namespace ClvPredict.Models.Evaluation;

/// <summary>
/// What the judge found: the stack against everything simpler, on rolling origins it had not seen, and what ships because of
/// it. Losses are level-free (docs/model.md), so they judge who is worth more than whom; totals are the origins' bias.
/// </summary>
public sealed record JudgeReport
{
    /// <summary>A to F; see docs/model.md.</summary>
    public required string Grade { get; init; }

    /// <summary>One or two sentences for people.</summary>
    public required string Verdict { get; init; }

    /// <summary>The origins, latest first.</summary>
    public required ImmutableArray<JudgedOrigin> Origins { get; init; }

    /// <summary>The gains, by target and then by what it is compared with.</summary>
    public required ImmutableArray<JudgedGain> Gains { get; init; }

    /// <summary>What ships for the churn probability.</summary>
    public required PredictionForm Activity { get; init; }

    /// <summary>What ships for expected orders.</summary>
    public required PredictionForm Orders { get; init; }

    /// <summary>What ships for predicted CLV.</summary>
    public required PredictionForm HoldoutValue { get; init; }
}
