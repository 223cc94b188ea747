namespace ClvPredict.Decisions.Tests.Targeting;

/// <summary>True expected profits of lists of the same expected cost.</summary>
/// <param name="Ours">The list that maximises predicted profit under the budget.</param>
/// <param name="TopChurn">The highest churn probabilities.</param>
/// <param name="TopClv">The highest predicted CLV.</param>
/// <param name="AtRandom">Anyone.</param>
public readonly record struct CampaignRunResult(
    double Ours,
    double TopChurn,
    double TopClv,
    double AtRandom
)
{
    /// <summary>Whether no other list earns more.</summary>
    public bool Wins => Ours >= TopChurn && Ours >= TopClv && Ours >= AtRandom;
}
