namespace ClvPredict.Decisions.Experiments;

/// <summary>How an experiment is read out.</summary>
public sealed record ReadoutSettings
{
    /// <summary>First day of the window.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day after the last one of the window.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Coverage of the intervals, above 0 and below 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Margin on net value, above 0.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (To <= From)
            faults.Add(
                FormattableString.Invariant(
                    $"The window [{From:yyyy-MM-dd}, {To:yyyy-MM-dd}) holds no day; its end must lie after its start."
                )
            );
        if (!(Confidence > 0 && Confidence < 1))
            faults.Add(
                FormattableString.Invariant(
                    $"Confidence is {Confidence}; it must lie between 0 and 1."
                )
            );
        if (!(Margin > 0 && double.IsFinite(Margin)))
            faults.Add(FormattableString.Invariant($"Margin is {Margin}; it must be above 0."));
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }
}
