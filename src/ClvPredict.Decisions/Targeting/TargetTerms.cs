using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Targeting;

/// <summary>What somebody asks to be otherwise for one list of targets; what is null stays as the shop states it.</summary>
public sealed record TargetTerms
{
    /// <summary>Most that the list may cost in expectation, in money.</summary>
    public double? Budget { get; init; }

    /// <summary>Cost of contacting one customer of the first campaign, in money.</summary>
    public double? ContactCost { get; init; }

    /// <summary>Cost of the offer of the first campaign where it is taken, in money.</summary>
    public double? OfferCost { get; init; }

    /// <summary>Probability that a would-be churner who gets the offer of the first campaign stays, 0..1.</summary>
    public double? Acceptance { get; init; }

    /// <summary>Share of the list that is held out as a control group, from 0 to below 1.</summary>
    public double? ControlShare { get; init; }

    /// <summary>Text that makes the draw of the control group another one for each experiment.</summary>
    public string Salt { get; init; } = "";

    /// <summary>The shop's economics with these terms.</summary>
    /// <exception cref="ArgumentException">Something is out of range; the message lists all of it.</exception>
    public RetentionEconomics Of(RetentionEconomics economics)
    {
        ArgumentNullException.ThrowIfNull(economics);
        var first = economics.Campaigns[0];
        var changed = economics with
        {
            Campaigns = economics.Campaigns.SetItem(
                0,
                first with
                {
                    ContactCost = ContactCost ?? first.ContactCost,
                    OfferCost = OfferCost ?? first.OfferCost,
                    Acceptance = Acceptance ?? first.Acceptance,
                }
            ),
            Budget = Budget ?? economics.Budget,
        };
        changed.Validate();
        return changed;
    }
}
