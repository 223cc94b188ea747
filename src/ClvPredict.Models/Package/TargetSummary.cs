namespace ClvPredict.Models.Package;

/// <summary>What was fitted for one target and why.</summary>
/// <param name="Target">activity, orders or value.</param>
/// <param name="BoostTrees">Trees of the member that starts at the prior.</param>
/// <param name="BoostWeight">Its weight, 0..1.</param>
/// <param name="PlainTrees">Trees of the member without the prior as offset.</param>
/// <param name="PlainWeight">Its weight, 0..1.</param>
/// <param name="Gain">Relative reduction of the level-free loss against the prior alone on the later validation cutoff; 0 for the prior alone.</param>
public sealed record TargetSummary(
    string Target,
    int BoostTrees,
    double BoostWeight,
    int PlainTrees,
    double PlainWeight,
    double Gain
);
