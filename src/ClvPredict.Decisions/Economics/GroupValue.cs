using System.Collections.Immutable;

namespace ClvPredict.Decisions.Economics;

/// <summary>What the customers of one group are worth in the stated period after their first purchase, and what they may cost.
/// Money per customer unless it says total.</summary>
public sealed record GroupValue
{
    /// <summary>The group, such as a channel; (none) where the first purchase does not say.</summary>
    public required string Group { get; init; }

    /// <summary>Customers whom it brought.</summary>
    public required int Customers { get; init; }

    /// <summary>Share of the period of these customers that lies before the as-of day, 0 to 1; the rest is predicted.</summary>
    public required double ObservedShare { get; init; }

    /// <summary>Mean spend on the first purchase day, before returns and margin.</summary>
    public required double FirstOrderValue { get; init; }

    /// <summary>Mean value of these customers in the period, not pooled.</summary>
    public required double OwnMean { get; init; }

    /// <summary>CLV in the period of a customer whom this group brings, pooled with the other groups.</summary>
    public required double Clv { get; init; }

    /// <summary>Lower end of the range of <see cref="Clv"/>.</summary>
    public required double ClvLow { get; init; }

    /// <summary>Upper end of the range.</summary>
    public required double ClvHigh { get; init; }

    /// <summary>Weight of the group's own mean in <see cref="Clv"/>, 0 to 1; the rest is that of all groups.</summary>
    public required double OwnWeight { get; init; }

    /// <summary>Probability that no group's customers are worth more.</summary>
    public required double ProbabilityBest { get; init; }

    /// <summary>Cost of acquiring one customer; NaN when not known.</summary>
    public required double Cac { get; init; }

    /// <summary><see cref="Clv"/> over <see cref="Cac"/>; NaN without a cost, infinite where it is 0.</summary>
    public required double ClvToCac { get; init; }

    /// <summary>Probability that <see cref="Clv"/> is above <see cref="Cac"/>; NaN without a cost.</summary>
    public required double ProbabilityPays { get; init; }

    /// <summary>pays (probability at least 0.9), loses (at most 0.1), open between; empty without a cost.</summary>
    public required string Verdict { get; init; }

    /// <summary>The most that a customer may cost: <see cref="Clv"/> over the ratio asked for.</summary>
    public required double MaxCac { get; init; }

    /// <summary>First month after the first purchase, from 1, by whose end a customer has brought the cost back; null without a
    /// cost or when not within the period.</summary>
    public required int? PaybackMonth { get; init; }

    /// <summary>Value of a customer until the end of month 1, 2, … of the period; ends at <see cref="Clv"/>.</summary>
    public required ImmutableArray<double> ClvByMonth { get; init; }
}
