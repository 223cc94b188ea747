using System.Collections.Immutable;

namespace ClvPredict.Decisions.Economics;

/// <summary>What the customers of a shop are worth, what they may cost, and what would change it. Every column and formula:
/// docs/economics.md.</summary>
public sealed record EconomicsReport
{
    /// <summary>The first day not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead predicted CLV reaches, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>Currency of the amounts; empty when not stated.</summary>
    public required string Currency { get; init; }

    /// <summary>Rate a year of <see cref="ValueSummary.DiscountedClv"/>.</summary>
    public required double DiscountRate { get; init; }

    /// <summary>All customers together.</summary>
    public required ValueSummary Value { get; init; }

    /// <summary>Groups of customers beside each other, one entry a grouping.</summary>
    public required ImmutableArray<GroupComparison> Comparisons { get; init; }

    /// <summary>What changes of the drivers would do.</summary>
    public required ImmutableArray<WhatIfEffect> WhatIf { get; init; }

    /// <summary>Winning new customers against keeping those there are.</summary>
    public required SpendingComparison Spending { get; init; }

    /// <summary>The company's figures by fiscal period, in time.</summary>
    public required ImmutableArray<PeriodKpis> Kpis { get; init; }
}
