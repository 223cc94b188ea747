using System.Runtime.InteropServices;

namespace ClvPredict.Training.Simulation;

/// <summary>One simulated order line or the return of one. The default is not a line.</summary>
/// <param name="CustomerNumber">The customer, from 1.</param>
/// <param name="Day"><see cref="DateOnly.DayNumber"/> of the order or of the return.</param>
/// <param name="UnitPriceCents">Price of a unit in cents; on returns what is paid back for a unit.</param>
/// <param name="UnitDiscountCents">Discount on a unit in cents; 0 on returns.</param>
/// <param name="OrderNumber">The customer's order, from 1; on returns that of the order returned.</param>
/// <param name="ProductIndex">The product, from 0.</param>
/// <param name="Quantity">Units; negative on returns.</param>
/// <param name="ChannelIndex">Index into <see cref="ShopCatalogue.Channels"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SimulatedLine(
    int CustomerNumber,
    int Day,
    long UnitPriceCents,
    long UnitDiscountCents,
    short OrderNumber,
    short ProductIndex,
    short Quantity,
    byte ChannelIndex
)
{
    /// <summary>True when the line gives goods back.</summary>
    public bool IsReturn => Quantity < 0;

    /// <summary>Discount of the line in cents, already taken off the amount.</summary>
    public long DiscountCents => Quantity * UnitDiscountCents;

    /// <summary>Net amount in cents: quantity times unit price less discount.</summary>
    public long AmountCents => Quantity * (UnitPriceCents - UnitDiscountCents);
}
