using ClvPredict.Data;

namespace ClvPredict.Features.Sampling;

/// <summary>All customers of a shop, of whom the customers of a <see cref="CustomerData"/> are a sample. They are read again
/// from where the orders are each time.</summary>
/// <param name="Parts">Their orders, which must stay open.</param>
/// <param name="Summary">How many they are, and of whom the sample was drawn.</param>
/// <param name="Costs">What their lines brought and cost; null where the orders have no costs.</param>
/// <param name="LateLines">Lines before the as-of day that had not arrived by then and are not seen.</param>
public sealed record CustomerPopulation(
    OrderParts Parts,
    SampleSummary Summary,
    CostSummary? Costs,
    long LateLines
);
