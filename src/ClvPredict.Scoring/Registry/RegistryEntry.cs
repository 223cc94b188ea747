namespace ClvPredict.Scoring.Registry;

/// <summary>One decision in the history of a registry.</summary>
/// <param name="Zip">Name of the model zip in the folder.</param>
/// <param name="AsOf">As-of day of that model.</param>
/// <param name="Change">What was decided.</param>
/// <param name="Day">The latest as-of day of all models in the history until then. No clock is read.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record RegistryEntry(
    string Zip,
    DateOnly AsOf,
    ModelChange Change,
    DateOnly Day,
    string Reason
)
{
    /// <summary>Whether the model became the current one by it.</summary>
    internal bool IsCurrentAfter => Change != ModelChange.KeptBack;
}
