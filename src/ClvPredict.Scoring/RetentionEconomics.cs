namespace ClvPredict.Scoring;

/// <summary>What a retention offer costs and how often it works. Every default is here.</summary>
public sealed record RetentionEconomics
{
    /// <summary>Cost of contacting one customer, in money, paid whether or not the offer is taken.</summary>
    public double ContactCost { get; init; } = 1;

    /// <summary>Cost of the offer, in money, paid where it is taken.</summary>
    public double OfferCost { get; init; } = 10;

    /// <summary>Probability that a would-be churner who gets the offer stays, 0..1.</summary>
    public double Acceptance { get; init; } = 0.3;

    /// <summary>Most that the whole list may cost in expectation, in money; infinite by default.</summary>
    public double Budget { get; init; } = double.PositiveInfinity;

    /// <summary>Name written beside each target.</summary>
    public string Campaign { get; init; } = "retention";

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (!(ContactCost >= 0 && double.IsFinite(ContactCost)))
            faults.Add($"ContactCost is {ContactCost}; it must be a finite amount of at least 0.");
        if (!(OfferCost >= 0 && double.IsFinite(OfferCost)))
            faults.Add($"OfferCost is {OfferCost}; it must be a finite amount of at least 0.");
        if (!(Acceptance >= 0 && Acceptance <= 1))
            faults.Add($"Acceptance is {Acceptance}; it must lie between 0 and 1.");
        if (!(Budget >= 0))
            faults.Add($"Budget is {Budget}; it must be at least 0.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }
}
