using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Chain;

/// <summary>One ensemble of trees in a <see cref="TargetBlend"/>.</summary>
/// <param name="Kind">How it was trained.</param>
/// <param name="Trees">The trees; their scores are logs of factors or of means (log odds for activity).</param>
/// <param name="Weight">Its weight, above 0 and at most 1.</param>
public sealed record BlendMember(MemberKind Kind, TreeEnsemble Trees, double Weight);
