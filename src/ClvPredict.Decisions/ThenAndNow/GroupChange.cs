namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>How the value of a group has changed, and by what.</summary>
/// <param name="Group">The group.</param>
/// <param name="Then">Its customers then.</param>
/// <param name="Now">Its customers now; they need not be the same.</param>
/// <param name="Effects">The parts of the change.</param>
public sealed record GroupChange(
    string Group,
    GroupTotals Then,
    GroupTotals Now,
    ValueEffects Effects
)
{
    /// <summary>Predicted CLV now less then.</summary>
    public double Change => Now.PredictedClv - Then.PredictedClv;
}
