using System.Collections.Immutable;
using ClvPredict.Decisions.Configuration;

namespace ClvPredict.Decisions.Economics;

/// <summary>What the economics of a shop's customers are computed with. Every default is here.</summary>
public sealed record EconomicsOptions
{
    /// <summary>Months after the first purchase over which customers of groups are compared, 1 to 120.</summary>
    public int PeriodMonths { get; init; } = 12;

    /// <summary>What customers are grouped by (<see cref="CustomerGrouping.Names"/>); empty for all that the orders have.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>Groups of fewer customers than that are shown together, at least 1; cohorts are not.</summary>
    public int SmallestGroup { get; init; } = 10;

    /// <summary>CLV that a customer must have for each unit of acquisition cost, above 0: the most that a customer may cost is CLV
    /// over it.</summary>
    public double TargetRatio { get; init; } = 1;

    /// <summary>Rate a year at which money to come is discounted, 0 to 1.</summary>
    public double DiscountRate { get; init; }

    /// <summary>What new customers cost; null when not known.</summary>
    public AcquisitionCosts? Acquisition { get; init; }

    /// <summary>Money to be split between winning and keeping customers, at least 0; infinite for no limit.</summary>
    public double Budget { get; init; } = double.PositiveInfinity;

    /// <summary>Month in which the fiscal year starts, 1 to 12.</summary>
    public int FiscalYearStart { get; init; } = 1;

    /// <summary>Months of a fiscal period of the company's figures: 1, 3, 6 or 12.</summary>
    public int FiscalPeriodMonths { get; init; } = 12;

    /// <summary>The changes that are asked about.</summary>
    public WhatIfChanges WhatIf { get; init; } = new();

    /// <summary>How groups are pooled.</summary>
    public PoolingOptions Pooling { get; init; } = new();

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (PeriodMonths is < 1 or > 120)
            faults.Add($"The period is {PeriodMonths} months; it must be 1 to 120.");
        foreach (var by in GroupBy)
        {
            if (!CustomerGrouping.Names.Contains(by, StringComparer.Ordinal))
                faults.Add(
                    $"Customers cannot be grouped by \"{by}\"; there are {string.Join(", ", CustomerGrouping.Names)}."
                );
        }
        if (SmallestGroup < 1)
            faults.Add($"The smallest group is {SmallestGroup}; it must be at least 1.");
        if (!(TargetRatio > 0 && double.IsFinite(TargetRatio)))
            faults.Add($"The target ratio is {TargetRatio}; it must be above 0.");
        if (!(DiscountRate >= 0 && DiscountRate <= 1))
            faults.Add($"The discount rate is {DiscountRate}; it must be 0 to 1.");
        if (!(Budget >= 0))
            faults.Add($"The budget is {Budget}; it must be at least 0.");
        if (FiscalYearStart is < 1 or > 12)
            faults.Add($"The fiscal year starts in month {FiscalYearStart}; it must be 1 to 12.");
        if (FiscalPeriodMonths is not (1 or 3 or 6 or 12))
            faults.Add(
                $"A fiscal period has {FiscalPeriodMonths} months; it must be 1, 3, 6 or 12."
            );
        WhatIf.Check(faults);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));
        Pooling.Validate();
    }
}
