namespace ClvPredict.Models.Chain;

/// <summary>How a member of a <see cref="TargetBlend"/> was trained.</summary>
public enum MemberKind
{
    /// <summary>Started at the prior: its scores are corrections of the prior.</summary>
    Corrected,

    /// <summary>Started from nothing, with the prior's expectations among its features.</summary>
    Guided,

    /// <summary>Knows nothing of the prior.</summary>
    Plain,
}
