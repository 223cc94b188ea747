using System.Collections.Immutable;

namespace ClvPredict.Training.Stack;

/// <summary>
/// Where the history is cut to learn from it. All label windows have the same length and end before or at the as-of day;
/// the training windows end before the validation window starts, so that stopping early is judged on later time.
/// </summary>
internal sealed record CutoffPlan
{
    private const int MinWindowDays = 14;
    private const int MinObservedDays = 56;
    private const int MaxTrainingCutoffs = 5;

    /// <summary>Length of every label window: a fifth of the history, at most the horizon.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The latest cutoff whose labels are known.</summary>
    public required DateOnly Validation { get; init; }

    /// <summary>Earlier cutoffs, latest first.</summary>
    public required ImmutableArray<DateOnly> Training { get; init; }

    /// <summary>Null when the history is too short to learn a correction from.</summary>
    public static CutoffPlan? Make(DateOnly firstDay, DateOnly asOf, int horizonDays)
    {
        var history = asOf.DayNumber - firstDay.DayNumber;
        var window = Math.Min(horizonDays, history / 5);
        var earliest = firstDay.AddDays(Math.Max(MinObservedDays, history * 3 / 10));
        if (window < MinWindowDays)
            return null;
        var validation = asOf.AddDays(-window);
        var training = ImmutableArray.CreateBuilder<DateOnly>();
        for (
            var cutoff = validation.AddDays(-window);
            cutoff >= earliest;
            cutoff = cutoff.AddDays(-Step(window, history))
        )
        {
            training.Add(cutoff);
            if (training.Count == MaxTrainingCutoffs)
                break;
        }
        return training.Count == 0
            ? null
            : new CutoffPlan
            {
                WindowDays = window,
                Validation = validation,
                Training = training.ToImmutable(),
            };
    }

    // Windows overlap by half where the history is short beside them, and are spread out where it is long.
    private static int Step(int window, int history) =>
        Math.Max(window / 2, history * 3 / 10 / MaxTrainingCutoffs);
}
