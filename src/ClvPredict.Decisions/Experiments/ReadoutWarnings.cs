using ClvPredict.Features;

namespace ClvPredict.Decisions.Experiments;

/// <summary>What may be wrong with the window of a readout.</summary>
public static class ReadoutWarnings
{
    /// <summary>Notes for the reader; none when the window is the planned one and over.</summary>
    /// <param name="assignment">The groups, with the as-of day and horizon that they were drawn for, where known.</param>
    /// <param name="settings">The window.</param>
    /// <param name="lastDay">The last day with an order.</param>
    public static IEnumerable<string> Of(
        SubjectTable assignment,
        ReadoutSettings settings,
        DateOnly lastDay
    )
    {
        ArgumentNullException.ThrowIfNull(assignment);
        ArgumentNullException.ThrowIfNull(settings);
        if (lastDay < settings.To.AddDays(-1))
            yield return FormattableString.Invariant(
                $"The orders end on {lastDay:yyyy-MM-dd}, before the window does. Looking before the planned end and stopping once a difference is significant finds effects that are not there far more often than stated (Johari and others 2017): decide at the planned end only."
            );
        if (assignment.AsOf is not { } asOf)
            yield break;
        if (settings.From < asOf)
            yield return FormattableString.Invariant(
                $"The window starts before the as-of day {asOf:yyyy-MM-dd} of the predictions: they have seen part of it, and the groups cannot have been contacted yet."
            );
        if (End(asOf, assignment.Horizon) is { } end && end != settings.To)
            yield return FormattableString.Invariant(
                $"The groups were drawn for {asOf:yyyy-MM-dd} to before {end:yyyy-MM-dd}; this window ends on {settings.To:yyyy-MM-dd}. Choose the window before looking, and look once."
            );
    }

    private static DateOnly? End(DateOnly asOf, string horizon)
    {
        try
        {
            return horizon.Length > 0 ? Horizon.Parse(horizon).EndFrom(asOf) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
