using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Explaining;

/// <summary>
/// Everything that is said of one customer, and why, for people who run a shop. The paragraphs hold no number that is not in
/// the other properties.
/// </summary>
public sealed record CustomerExplanation
{
    /// <summary>The first day not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead is predicted, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>Currency of the amounts; empty when not stated.</summary>
    public required string Currency { get; init; }

    /// <summary>Number of customers scored, among whom the customer is ranked.</summary>
    public required int Customers { get; init; }

    /// <summary>Share of the customers who end in their range, 0..1.</summary>
    public required double RangeCoverage { get; init; }

    /// <summary>What the customer has bought.</summary>
    public required CustomerPast Past { get; init; }

    /// <summary>What is predicted of the customer.</summary>
    public required CustomerScore Score { get; init; }

    /// <summary>What predicted CLV is made of.</summary>
    public required FactorProduct Value { get; init; }

    /// <summary>What the odds of buying at all, (1 - churn) / churn, are made of.</summary>
    public required FactorProduct Odds { get; init; }

    /// <summary>The campaign that the retention numbers of <see cref="Score"/> speak of: the customer's on the list, otherwise the one
    /// that would earn most.</summary>
    public required RetentionCampaign Campaign { get; init; }

    /// <summary>The same in plain sentences.</summary>
    public ImmutableArray<ExplanationParagraph> Paragraphs => ExplanationText.Of(this);
}
