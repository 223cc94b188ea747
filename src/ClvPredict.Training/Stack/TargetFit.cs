using System.Collections.Immutable;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Trees;

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
)
{
    /// <summary>The plain member alone, trained on all cutoffs; null unless it was asked for.</summary>
    public TreeEnsemble? Plain { get; init; }

    /// <summary>The prior alone, nothing learnt.</summary>
    public static TargetFit PriorAlone(Target target, double[] prior) =>
        new(target, TargetBlend.PriorOnly, prior, 0, []);
}
