using System.Collections.Immutable;

namespace ClvPredict.Data;

/// <summary>
/// Order lines as columns, in the order they were read; every array has <see cref="LineCount"/> entries.
/// Text columns are codes into a vocabulary that is sorted by ordinal comparison and holds each text once, so a code does
/// not depend on the order of the lines. An optional column that the source lacks is empty.
/// </summary>
public sealed record OrderTable
{
    /// <summary>Distinct customer ids, sorted by ordinal comparison.</summary>
    public required ImmutableArray<string> CustomerIds { get; init; }

    /// <summary>Distinct order ids, sorted; empty when the source has no order ids (then customer and day make an order).</summary>
    public ImmutableArray<string> OrderIds { get; init; } = [];

    /// <summary>Distinct product ids, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Products { get; init; } = [];

    /// <summary>Distinct product categories, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Distinct sales or acquisition channels, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>Distinct countries, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Countries { get; init; } = [];

    /// <summary>Per line: index into <see cref="CustomerIds"/>.</summary>
    public required ImmutableArray<int> Customer { get; init; }

    /// <summary>Per line: <see cref="DateOnly.DayNumber"/> of the order date as written in the source.</summary>
    public required ImmutableArray<int> Day { get; init; }

    /// <summary>Per line: seconds since midnight, 0..86,399; 0 when the source has dates only.</summary>
    public required ImmutableArray<int> SecondOfDay { get; init; }

    /// <summary>Per line: net amount in minor units (see <see cref="Money"/>); negative or zero on returns.</summary>
    public required ImmutableArray<long> AmountMinor { get; init; }

    /// <summary>Per line: true for a return or refund (negative amount or quantity, or marked so by the source).</summary>
    public required ImmutableArray<bool> IsReturn { get; init; }

    /// <summary>Per line: index into <see cref="OrderIds"/>, -1 where the line has none; empty without order ids.</summary>
    public ImmutableArray<int> Order { get; init; } = [];

    /// <summary>Per line: index into <see cref="Products"/>, -1 where missing; empty without products.</summary>
    public ImmutableArray<int> Product { get; init; } = [];

    /// <summary>Per line: index into <see cref="Categories"/>, -1 where missing; empty without categories.</summary>
    public ImmutableArray<int> Category { get; init; } = [];

    /// <summary>Per line: index into <see cref="Channels"/>, -1 where missing; empty without channels.</summary>
    public ImmutableArray<int> Channel { get; init; } = [];

    /// <summary>Per line: index into <see cref="Countries"/>, -1 where missing; empty without countries.</summary>
    public ImmutableArray<int> Country { get; init; } = [];

    /// <summary>Per line: units bought, negative on returns, NaN where missing; empty without quantities.</summary>
    public ImmutableArray<double> Quantity { get; init; } = [];

    /// <summary>Per line: discount already taken off the amount, in minor units, not negative; empty without discounts.</summary>
    public ImmutableArray<long> DiscountMinor { get; init; } = [];

    /// <summary>Number of order lines.</summary>
    public int LineCount => Customer.Length;
}
