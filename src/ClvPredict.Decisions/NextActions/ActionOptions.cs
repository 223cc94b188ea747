using System.Collections.Immutable;

namespace ClvPredict.Decisions.NextActions;

/// <summary>When actions are due. Every default is here.</summary>
public sealed record ActionOptions
{
    /// <summary>Days from the as-of day in which an action must be due to be listed, 1..365.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Days after an order on which feedback is asked for, at least 0.</summary>
    public int FeedbackDays { get; init; } = 3;

    /// <summary>Days after an order on which an offer is sent, at least 0.</summary>
    public int PostPurchaseDays { get; init; } = 21;

    /// <summary>Days after the first order up to which a welcome is sent, at least 1.</summary>
    public int WelcomeDays { get; init; } = 7;

    /// <summary>Days before an expected order on which its reminder is sent, at least 0.</summary>
    public int ReminderDays { get; init; } = 3;

    /// <summary>Days since the last order up to which a suggestion makes sense, at least 1.</summary>
    public int SuggestionDays { get; init; } = 60;

    /// <summary>Days before a season on which its message is sent, at least 0.</summary>
    public int SeasonDays { get; init; } = 14;

    /// <summary>Days back from the as-of day in which a service event counts, at least 1.</summary>
    public int ServiceDays { get; init; } = 30;

    /// <summary>Spend that brings a reward, in money; 0 takes the round amount next to four times the median order value.</summary>
    public double RewardStep { get; init; }

    /// <summary>Times a product must have been bought on different days to be replenished, at least 3.</summary>
    public int ReplenishmentBuys { get; init; } = 3;

    /// <summary>Share of the gaps to be expected that may have passed since a product was bought; beyond it the habit has
    /// probably ended. Above 0 and below 1.</summary>
    public double ReplenishmentPassed { get; init; } = 0.8;

    /// <summary>How much dearer than the customer's product an up-sell must be, above 1.</summary>
    public double UpSellPrice { get; init; } = 1.2;

    /// <summary>Probability that a replenishment window holds the order, given that it comes, above 0 and below 1.</summary>
    public double WindowCoverage { get; init; } = 0.8;

    /// <summary>Limits of the pairs that suggestions come from.</summary>
    public PairOptions Pairs { get; init; } = new();

    /// <summary>Numbers of orders that are celebrated.</summary>
    public ImmutableArray<int> Milestones { get; init; } = [5, 10, 25, 50, 100, 250, 500, 1000];

    /// <summary>Types of events that call for service, in small letters with underscores.</summary>
    public ImmutableArray<string> ServiceEvents { get; init; } =
    [
        "complaint",
        "complaints",
        "contact_complaint",
        "support_ticket",
        "ticket",
        "service_contact",
        "bad_experience",
        "delivery_delay",
        "late_delivery",
        "delayed",
    ];

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Least(nameof(Days), Days, 1);
        if (Days > 365)
            faults.Add($"Days is {Days}; it must be at most 365.");
        Least(nameof(FeedbackDays), FeedbackDays, 0);
        Least(nameof(PostPurchaseDays), PostPurchaseDays, 0);
        Least(nameof(WelcomeDays), WelcomeDays, 1);
        Least(nameof(ReminderDays), ReminderDays, 0);
        Least(nameof(SuggestionDays), SuggestionDays, 1);
        Least(nameof(SeasonDays), SeasonDays, 0);
        Least(nameof(ServiceDays), ServiceDays, 1);
        Least(nameof(ReplenishmentBuys), ReplenishmentBuys, 3);
        if (!(RewardStep >= 0 && double.IsFinite(RewardStep)))
            faults.Add($"RewardStep is {RewardStep}; it must be a finite amount of at least 0.");
        if (!(UpSellPrice > 1 && double.IsFinite(UpSellPrice)))
            faults.Add($"UpSellPrice is {UpSellPrice}; it must be above 1.");
        if (!(ReplenishmentPassed > 0 && ReplenishmentPassed < 1))
            faults.Add(
                $"ReplenishmentPassed is {ReplenishmentPassed}; it must lie between 0 and 1."
            );
        if (!(WindowCoverage > 0 && WindowCoverage < 1))
            faults.Add($"WindowCoverage is {WindowCoverage}; it must lie between 0 and 1.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));

        void Least(string name, int value, int least)
        {
            if (value < least)
                faults.Add($"{name} is {value}; it must be at least {least}.");
        }
    }
}
