namespace ClvPredict.Decisions.Experiments;

/// <summary>What an experiment shall be able to find.</summary>
public sealed record PowerSettings
{
    /// <summary>Two-sided probability of finding an effect where there is none, above 0 and below 1.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>Probability of finding the detectable effect, above 0 and below 1.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>An effect a customer to ask about, in money, not 0; null for none.</summary>
    public double? Effect { get; init; }

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (!(Significance > 0 && Significance < 1))
            faults.Add(
                FormattableString.Invariant(
                    $"Significance is {Significance}; it must lie between 0 and 1."
                )
            );
        if (!(Power > 0 && Power < 1))
            faults.Add(
                FormattableString.Invariant($"Power is {Power}; it must lie between 0 and 1.")
            );
        if (Effect is { } effect && (effect == 0 || !double.IsFinite(effect)))
            faults.Add(
                FormattableString.Invariant($"Effect is {effect}; it must be finite and not 0.")
            );
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }
}
