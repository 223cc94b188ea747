using System.Runtime.InteropServices;

namespace ClvPredict.Decisions.Economics;

/// <summary>What is believed of the mean value of one group's customers, after pooling.</summary>
/// <param name="Mean">Expected mean value of a customer whom this group brings, in money.</param>
/// <param name="Low">Lower end of its range.</param>
/// <param name="High">Upper end of its range.</param>
/// <param name="Weight">Weight of the group's own mean against that of all groups, 0 to 1.</param>
/// <param name="ProbabilityBest">Probability that no group's customers are worth more.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PooledGroup(
    double Mean,
    double Low,
    double High,
    double Weight,
    double ProbabilityBest
);
