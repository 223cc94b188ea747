using ClvPredict.Models.Btyd;

namespace ClvPredict.Decisions.Economics;

/// <summary>A contract that is paid by the month, and how surely it is renewed.</summary>
public sealed record SubscriptionTerms
{
    /// <summary>Price of a month, in money, at least 0.</summary>
    public required double Price { get; init; }

    /// <summary>Months to come that count, 0 to 1,200.</summary>
    public required int Months { get; init; }

    /// <summary>Months that the customer has paid already, 0 to 1,200; 0 for a new subscriber, whose first payment is certain.</summary>
    public int PaidMonths { get; init; }

    /// <summary>Margin, above 0 and at most 1; 1 gives revenue.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Rate a year at which payments to come are discounted, 0 to 1.</summary>
    public double DiscountRate { get; init; }

    /// <summary>Probability of each renewal, 0 to 1; 1 for certain. Not used with <see cref="Model"/>.</summary>
    public double Retention { get; init; } = 1;

    /// <summary>Model of renewals; null to use <see cref="Retention"/>.</summary>
    public ShiftedBetaGeometricModel? Model { get; init; }

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (!(Price >= 0 && double.IsFinite(Price)))
            faults.Add($"The price is {Price}; it must be at least 0.");
        if (Months is < 0 or > 1_200)
            faults.Add($"The months are {Months}; they must be 0 to 1,200.");
        if (PaidMonths is < 0 or > 1_200)
            faults.Add($"The months paid are {PaidMonths}; they must be 0 to 1,200.");
        if (!(Margin > 0 && Margin <= 1))
            faults.Add($"The margin is {Margin}; it must be above 0 and at most 1.");
        if (!(DiscountRate >= 0 && DiscountRate <= 1))
            faults.Add($"The discount rate is {DiscountRate}; it must be 0 to 1.");
        if (!(Retention >= 0 && Retention <= 1))
            faults.Add($"The retention is {Retention}; it must be 0 to 1.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }
}
