using System.Collections.Immutable;

namespace ClvPredict.Features.Scan;

/// <summary>Which optional columns the order lines have, by the names of the data contract.</summary>
internal sealed class ScanColumns(ImmutableArray<string> names)
{
    public bool Products { get; } = names.Contains("product_id");
    public bool Categories { get; } = names.Contains("category");
    public bool Channels { get; } = names.Contains("channel");
    public bool Countries { get; } = names.Contains("country");
    public bool Quantities { get; } = names.Contains("quantity");
    public bool Discounts { get; } = names.Contains("discount");
    public bool Costs { get; } = names.Contains("cost");
}
