namespace ClvPredict.Scoring.Registry;

/// <summary>A model zip of a registry's folder, or one that only its history knows.</summary>
/// <param name="Zip">Name of the file.</param>
/// <param name="IsCurrent">Whether it is the current model.</param>
/// <param name="AsOf">First day that was not observed in training; null when the zip is refused or gone and never had an entry.</param>
/// <param name="Horizon">How far ahead it predicts; empty when the zip is refused or gone.</param>
/// <param name="Grade">The judge's grade, A to F; empty when it was not judged, is refused or gone.</param>
/// <param name="Why">The last decision about it, in a sentence; empty when the history has none.</param>
/// <param name="Fault">Why the zip is refused; empty for a good one.</param>
public sealed record RegisteredModel(
    string Zip,
    bool IsCurrent,
    DateOnly? AsOf,
    string Horizon,
    string Grade,
    string Why,
    string Fault
);
