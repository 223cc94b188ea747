using System.Collections.Immutable;

namespace ClvPredict.Decisions.Economics;

/// <summary>Groups of customers beside each other: which brought the better customers, and how sure that is.</summary>
public sealed record GroupComparison
{
    /// <summary>From this probability on, a group counts as the best, and a cost as earned back.</summary>
    public const double Sure = 0.9;

    /// <summary>What customers are grouped by.</summary>
    public required string By { get; init; }

    /// <summary>Months after the first purchase that values are of.</summary>
    public required int PeriodMonths { get; init; }

    /// <summary>Coverage of the ranges.</summary>
    public required double Coverage { get; init; }

    /// <summary>How far groups differ: standard deviation of the log of their mean values.</summary>
    public required double Spread { get; init; }

    /// <summary>The groups, highest CLV first; cohorts in time.</summary>
    public required ImmutableArray<GroupValue> Groups { get; init; }

    /// <summary>The group most likely to bring the better customers; empty with fewer than two groups.</summary>
    public required string Best { get; init; }

    /// <summary>The next likely.</summary>
    public required string Second { get; init; }

    /// <summary>Probability that customers of <see cref="Best"/> are worth more than those of <see cref="Second"/>.</summary>
    public required double ProbabilityBetter { get; init; }

    /// <summary>Change of CLV from one cohort to the next; null for other groupings and below three cohorts.</summary>
    public CohortTrend? Trend { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public required string Sentence { get; init; }
}
