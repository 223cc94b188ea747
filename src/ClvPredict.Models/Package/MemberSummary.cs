using ClvPredict.Models.Chain;

namespace ClvPredict.Models.Package;

/// <summary>One tree member of a target.</summary>
/// <param name="Kind">How it was trained.</param>
/// <param name="Trees">Number of trees.</param>
/// <param name="Weight">Its weight, above 0 and at most 1.</param>
public sealed record MemberSummary(MemberKind Kind, int Trees, double Weight);
