namespace ClvPredict.Features.Scan;

/// <summary>One order line as the features see it; money in minor units, texts as codes (-1 where missing).</summary>
internal readonly record struct ScanLine
{
    public int Day { get; init; }
    public bool IsReturn { get; init; }
    public long AmountMinor { get; init; }

    /// <summary>Whether it is the first purchase line of its order.</summary>
    public bool StartsOrder { get; init; }

    public long DiscountMinor { get; init; }
    public long CostMinor { get; init; }

    /// <summary>NaN where missing.</summary>
    public double Quantity { get; init; }

    public int Product { get; init; }
    public int Category { get; init; }
    public int Channel { get; init; }
    public int Country { get; init; }
}
