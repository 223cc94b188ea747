using System.Collections.Immutable;
using ClvPredict.Models.Chain;

namespace ClvPredict.Training.Stack;

/// <summary>What was learnt for one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Blend">Members and weights; no level yet.</param>
/// <param name="Validation">Log predictions on the validation cutoff by members that had not seen it, without level.</param>
/// <param name="Gain">Relative reduction of the level-free loss against the prior alone.</param>
/// <param name="FeatureGains">Sum of split gains per tree feature; empty without trees.</param>
internal sealed record TargetFit(
    Target Target,
    TargetBlend Blend,
    double[] Validation,
    double Gain,
    ImmutableArray<double> FeatureGains
);
