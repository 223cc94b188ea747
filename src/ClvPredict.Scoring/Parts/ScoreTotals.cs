using ClvPredict.Models.Intervals;

namespace ClvPredict.Scoring.Parts;

/// <summary>What was scored, in total; money in the currency of the orders.</summary>
public sealed record ScoreTotals
{
    /// <summary>The first day not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead is predicted, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>Customers scored.</summary>
    public required int Customers { get; init; }

    /// <summary>Sum of predicted CLV.</summary>
    public required double PredictedClv { get; init; }

    /// <summary>The same with its range; null where no model is at hand.</summary>
    public required ListTotal? Everyone { get; init; }

    /// <summary>Sum of expected purchase days.</summary>
    public required double ExpectedOrders { get; init; }

    /// <summary>Sum of churn probabilities.</summary>
    public required double ExpectedChurners { get; init; }

    /// <summary>Customers on the retention list.</summary>
    public required int Targets { get; init; }

    /// <summary>Expected profit of the list.</summary>
    public required double TargetsExpectedProfit { get; init; }

    /// <summary>What the customers asked for will be worth together; null when none were or no model is at hand.</summary>
    public required ListTotal? List { get; init; }
}
