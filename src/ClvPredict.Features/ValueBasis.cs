namespace ClvPredict.Features;

/// <summary>What a purchase is worth.</summary>
public enum ValueBasis
{
    /// <summary>The amounts of the order lines.</summary>
    Money,

    /// <summary>Every purchase day is worth 1, for logs without money.</summary>
    Orders,
}
