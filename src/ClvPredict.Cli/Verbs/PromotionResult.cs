using ClvPredict.Training.Judging;

namespace ClvPredict.Cli.Verbs;

/// <summary>Whether a trained model is the current one now, and why.</summary>
/// <param name="IsCurrent">Whether it is.</param>
/// <param name="Current">Name of the current zip; null when there is none.</param>
/// <param name="Previous">Name of the zip that was current before; null when there was none.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="IsPresentRefused">Whether the zip that was current before cannot be loaded.</param>
/// <param name="Comparison">What the judge found; null when it was not asked.</param>
internal sealed record PromotionResult(
    bool IsCurrent,
    string? Current,
    string? Previous,
    string Reason,
    bool IsPresentRefused = false,
    ComparisonReport? Comparison = null
)
{
    public string ToText() =>
        IsCurrent
            ? $"current    this one: {Reason}"
            : $"current    {Current ?? "none"}, not this one: {Reason}";
}
