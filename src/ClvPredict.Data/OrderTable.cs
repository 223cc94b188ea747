using System.Collections.Immutable;

namespace ClvPredict.Data;

/// <summary>
/// Order lines as columns; every column has <see cref="LineCount"/> entries. The reader gives them in the order of
/// <see cref="CustomerHistories"/>, whatever the order in the source; tables made otherwise may have any order.
/// Text columns are codes into a vocabulary that is sorted by ordinal comparison and holds each text once, so a code does
/// not depend on the order of the lines. An optional column that the source lacks is empty.
/// </summary>
public sealed record OrderTable
{
    /// <summary>Distinct customer ids, sorted by ordinal comparison.</summary>
    public required ImmutableArray<string> CustomerIds { get; init; }

    /// <summary>Distinct order ids, where the maker of the table kept them; the reader does not.</summary>
    public ImmutableArray<string> OrderIds { get; init; } = [];

    /// <summary>Distinct product ids, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Products { get; init; } = [];

    /// <summary>Distinct product categories, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Distinct sales or acquisition channels, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>Distinct marketing campaigns, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Campaigns { get; init; } = [];

    /// <summary>Distinct countries, sorted; empty when the source has none.</summary>
    public ImmutableArray<string> Countries { get; init; } = [];

    /// <summary>Per line: index into <see cref="CustomerIds"/>.</summary>
    public required LineColumn<int> Customer { get; init; }

    /// <summary>Per line: <see cref="DateOnly.DayNumber"/> of the order date as written in the source, or in the
    /// business's time zone where one was given.</summary>
    public required LineColumn<int> Day { get; init; }

    /// <summary>Per line: seconds since midnight, 0..86,399; 0 when the source has dates only.</summary>
    public required LineColumn<int> SecondOfDay { get; init; }

    /// <summary>Per line: net amount in minor units (see <see cref="Money"/>); negative or zero on returns.</summary>
    public required LineColumn<long> AmountMinor { get; init; }

    /// <summary>Per line: true for a return or refund (negative amount or quantity, or marked so by the source).</summary>
    public required LineColumn<bool> IsReturn { get; init; }

    /// <summary>Per line: number of its order, not negative; lines of one customer with one number are one order. -1 where the
    /// line has none; empty without order ids (then customer and day make an order). The reader numbers the orders of each
    /// customer from 0, in an order of its own.</summary>
    public LineColumn<int> Order { get; init; } = [];

    /// <summary>Per line: index into <see cref="Products"/>, -1 where missing; empty without products.</summary>
    public LineColumn<int> Product { get; init; } = [];

    /// <summary>Per line: index into <see cref="Categories"/>, -1 where missing; empty without categories.</summary>
    public LineColumn<int> Category { get; init; } = [];

    /// <summary>Per line: index into <see cref="Channels"/>, -1 where missing; empty without channels.</summary>
    public LineColumn<int> Channel { get; init; } = [];

    /// <summary>Per line: index into <see cref="Campaigns"/>, -1 where missing; empty without campaigns.</summary>
    public LineColumn<int> Campaign { get; init; } = [];

    /// <summary>Per line: index into <see cref="Countries"/>, -1 where missing; empty without countries.</summary>
    public LineColumn<int> Country { get; init; } = [];

    /// <summary>Per line: units bought, negative on returns, NaN where missing; empty without quantities.</summary>
    public LineColumn<double> Quantity { get; init; } = [];

    /// <summary>Per line: discount already taken off the amount, in minor units, not negative; empty without discounts.</summary>
    public LineColumn<long> DiscountMinor { get; init; } = [];

    /// <summary>Per line: what the line cost the business, in minor units, with the sign of the amount; empty without
    /// costs.</summary>
    public LineColumn<long> CostMinor { get; init; } = [];

    /// <summary>Per line: <see cref="DateOnly.DayNumber"/> of the day on which the line arrived in the source; empty when the
    /// source does not say.</summary>
    public LineColumn<int> ArrivalDay { get; init; } = [];

    /// <summary>Number of order lines.</summary>
    public int LineCount => Customer.Length;
}
