using System.Collections.Immutable;

namespace ClvPredict.Models.Chain;

/// <summary>
/// How one target (activity, orders or value) is put together in log space (log odds for activity):
/// slope * (prior weight * log prior + sum of weight * score over the members) + intercept. Members that start at the prior
/// are corrections of it, so their weight counts for the prior too.
/// </summary>
public sealed record TargetBlend
{
    /// <summary>The prior alone.</summary>
    public static TargetBlend PriorOnly { get; } = new();

    /// <summary>The same for every customer.</summary>
    public static TargetBlend Constant { get; } = new() { Slope = 0 };

    /// <summary>The tree members; none for the prior alone.</summary>
    public ImmutableArray<BlendMember> Members { get; init; } = [];

    /// <summary>Calibration slope; 1 leaves the log scale as it is, 0 gives every customer the same.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>What is added at the end: level and calibration offset.</summary>
    public double Intercept { get; init; }

    /// <summary>Weight of the log of the prior: 1 less the weights of the members that did not start at it.</summary>
    public double PriorWeight =>
        1 - Members.Where(m => m.Kind != MemberKind.Corrected).Sum(m => m.Weight);

    /// <summary>Whether every customer gets the same.</summary>
    public bool IsConstant => Slope == 0;
}
