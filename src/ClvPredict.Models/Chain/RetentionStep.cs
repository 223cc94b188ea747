namespace ClvPredict.Models.Chain;

/// <summary>A share of customers who bought again.</summary>
/// <param name="MaxDaysSinceLastOrder">For customers whose last order is at most so many days ago, and longer than the step before.</param>
/// <param name="Share">The share, 0..1.</param>
public readonly record struct RetentionStep(int MaxDaysSinceLastOrder, double Share);
