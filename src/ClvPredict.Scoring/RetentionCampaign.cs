namespace ClvPredict.Scoring;

/// <summary>An offer that may be made to customers so that they stay: what it costs and how often it works. Every default is here;
/// they are those of the R package EMP (Verbraken, Verbeke and Baesens 2013, section 5).</summary>
public sealed record RetentionCampaign
{
    /// <summary>Name written beside each target.</summary>
    public string Name { get; init; } = "retention";

    /// <summary>Cost of contacting one customer, in money, paid whether or not the offer is taken.</summary>
    public double ContactCost { get; init; } = 1;

    /// <summary>Cost of the offer, in money, paid where it is taken.</summary>
    public double OfferCost { get; init; } = 10;

    /// <summary>Probability that a would-be churner who gets the offer stays, 0..1: the mean of what is known of it.</summary>
    public double Acceptance { get; init; } = 0.3;

    /// <summary>How many customers' worth of experience the acceptance rests on, above 0: the rate is Beta(mean x strength,
    /// (1 - mean) x strength).</summary>
    public double AcceptanceStrength { get; init; } = 20;

    /// <summary>Most customers that may be contacted, above 0; null for no limit.</summary>
    public int? MaxContacts { get; init; }

    /// <summary>Fewest customers for which the campaign is worth setting up; with fewer it is not run. 0 for no floor.</summary>
    public int MinSegmentSize { get; init; }

    /// <summary>Whether the offer is a discount, which full-price buyers and sure stayers are not given.</summary>
    public bool IsDiscount { get; init; }

    internal void AddFaults(List<string> faults)
    {
        if (!(ContactCost >= 0 && double.IsFinite(ContactCost)))
            Fault(nameof(ContactCost), ContactCost, "a finite amount of at least 0");
        if (!(OfferCost >= 0 && double.IsFinite(OfferCost)))
            Fault(nameof(OfferCost), OfferCost, "a finite amount of at least 0");
        if (!(Acceptance >= 0 && Acceptance <= 1))
            Fault(nameof(Acceptance), Acceptance, "between 0 and 1");
        if (!(AcceptanceStrength > 0 && double.IsFinite(AcceptanceStrength)))
            Fault(nameof(AcceptanceStrength), AcceptanceStrength, "finite and above 0");
        if (MaxContacts <= 0)
            Fault(nameof(MaxContacts), MaxContacts, "above 0");
        if (MinSegmentSize < 0 || MinSegmentSize > (MaxContacts ?? int.MaxValue))
            Fault(nameof(MinSegmentSize), MinSegmentSize, "at least 0 and at most MaxContacts");

        void Fault(string name, object? value, string wanted) =>
            faults.Add(
                FormattableString.Invariant($"{Name}: {name} is {value}; it must be {wanted}.")
            );
    }
}
