namespace ClvPredict.Decisions.Economics;

/// <summary>Changes whose effect on CLV is asked for, as shares: 0.05 is up by 5 %.</summary>
public sealed record WhatIfChanges
{
    /// <summary>Retention rate of a year, relative change, above -1.</summary>
    public double Retention { get; init; } = 0.05;

    /// <summary>Value of an order (AOV), relative change, above -1.</summary>
    public double OrderValue { get; init; } = 0.05;

    /// <summary>Orders a year while a customer is with the shop, relative change, above -1.</summary>
    public double Frequency { get; init; } = 0.05;

    /// <summary>Margin, relative change, above -1; the margin stays at most 1.</summary>
    public double Margin { get; init; } = 0.05;

    /// <summary>Share of the customers who have a bad experience, 0 to 1; 0 asks for nothing.</summary>
    public double Affected { get; init; }

    /// <summary>Share of them who stop buying, 0 to 1.</summary>
    public double Stop { get; init; }

    /// <summary>People whom each of them tells, at least 0.</summary>
    public double Told { get; init; }

    /// <summary>Share of the people told who would have become customers and do not, 0 to 1.</summary>
    public double PutOff { get; init; }

    internal void Check(List<string> faults)
    {
        CheckChange(faults, "Retention", Retention);
        CheckChange(faults, "Order value", OrderValue);
        CheckChange(faults, "Frequency", Frequency);
        CheckChange(faults, "Margin", Margin);
        CheckShare(faults, "The share affected", Affected);
        CheckShare(faults, "The share that stops", Stop);
        CheckShare(faults, "The share put off", PutOff);
        if (!(Told >= 0 && double.IsFinite(Told)))
            faults.Add($"People told are {Told}; it must be at least 0.");
    }

    private static void CheckChange(List<string> faults, string name, double change)
    {
        if (!(change > -1 && change <= 100))
            faults.Add($"{name} changes by {change}; it must be above -1 and at most 100.");
    }

    private static void CheckShare(List<string> faults, string name, double share)
    {
        if (!(share >= 0 && share <= 1))
            faults.Add($"{name} is {share}; it must be 0 to 1.");
    }
}
