using System.Collections.Immutable;

namespace ClvPredict.Models.Package;

/// <summary>What was fitted for one target and why.</summary>
/// <param name="Target">activity, orders or value.</param>
/// <param name="Form">What predicts it.</param>
/// <param name="Members">The tree members; none for the prior alone or anything simpler.</param>
/// <param name="Gain">Relative reduction of the level-free loss against the prior alone on the later validation cutoff; 0 for the prior alone.</param>
public sealed record TargetSummary(
    string Target,
    Evaluation.PredictionForm Form,
    ImmutableArray<MemberSummary> Members,
    double Gain
);
