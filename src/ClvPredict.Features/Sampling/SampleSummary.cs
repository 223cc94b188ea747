using System.Collections.Immutable;

namespace ClvPredict.Features.Sampling;

/// <summary>Of whom a sample of customers was drawn, and how many.</summary>
/// <param name="Customers">Customers known at the as-of day.</param>
/// <param name="OrderLines">Their order lines that were known then.</param>
/// <param name="Drawn">Customers in the sample.</param>
/// <param name="Strata">By spend, the least first.</param>
public sealed record SampleSummary(
    int Customers,
    long OrderLines,
    int Drawn,
    ImmutableArray<SampleStratum> Strata
);
