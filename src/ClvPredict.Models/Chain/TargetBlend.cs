using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Chain;

/// <summary>
/// How one target (activity, orders or value) is put together in log space (log odds for activity):
/// slope * (log prior + boost weight * boost + plain weight * (plain - log prior)) + intercept, where boost and plain are the
/// raw scores of the two tree members: a mean of the corrected prior and of the plain trees.
/// </summary>
public sealed record TargetBlend
{
    /// <summary>The prior alone.</summary>
    public static TargetBlend PriorOnly { get; } = new();

    /// <summary>Trees that started at the prior; null when they are not used.</summary>
    public TreeEnsemble? Boost { get; init; }

    /// <summary>Weight of <see cref="Boost"/>, 0..1.</summary>
    public double BoostWeight { get; init; }

    /// <summary>Trees without the prior as offset; null when they are not used.</summary>
    public TreeEnsemble? Plain { get; init; }

    /// <summary>Weight of <see cref="Plain"/>, 0..1.</summary>
    public double PlainWeight { get; init; }

    /// <summary>Calibration slope; 1 leaves the log scale as it is.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>What is added at the end: level and calibration offset.</summary>
    public double Intercept { get; init; }

    /// <summary>Trees of both members.</summary>
    public int TreeCount => (Boost?.Trees.Length ?? 0) + (Plain?.Trees.Length ?? 0);
}
