namespace ClvPredict.Decisions.Economics;

/// <summary>A paid membership that frees its members from delivery charges: when it pays for a member, and for the shop.</summary>
public sealed record MembershipOffer
{
    /// <summary>Fee a year, in money, at least 0.</summary>
    public required double Fee { get; init; }

    /// <summary>Delivery charge of an order that a member saves, above 0.</summary>
    public required double Delivery { get; init; }

    /// <summary>Orders a year without the membership, at least 0.</summary>
    public double OrdersPerYear { get; init; }

    /// <summary>Further orders a year that a member makes, at least 0.</summary>
    public double ExtraOrders { get; init; }

    /// <summary>What a delivery costs the shop, at least 0; by default the charge.</summary>
    public double? DeliveryCost { get; init; }

    /// <summary>Value of an order, at least 0.</summary>
    public double OrderValue { get; init; }

    /// <summary>Margin on it, 0 to 1.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Orders a year from which the membership pays for the member: fee over delivery charge, rounded up.</summary>
    public double BreakEvenOrders => Math.Ceiling(Fee / Delivery);

    /// <summary>What the member saves a year, the fee taken off; negative when the membership costs more.</summary>
    public double MemberSaves => (Delivery * (OrdersPerYear + ExtraOrders)) - Fee;

    /// <summary>What the shop gains a year: fee - charges not taken on the orders there were + extra orders x (order value x margin -
    /// delivery cost).</summary>
    public double ShopGains => Fee - (Delivery * OrdersPerYear) + (ExtraOrders * ExtraOrderProfit);

    /// <summary>Extra orders a year from which the membership pays for the shop; 0 when the fee alone does, NaN when an extra order
    /// earns nothing.</summary>
    public double BreakEvenExtraOrders =>
        Fee >= Delivery * OrdersPerYear ? 0
        : ExtraOrderProfit > 0 ? ((Delivery * OrdersPerYear) - Fee) / ExtraOrderProfit
        : double.NaN;

    private double ExtraOrderProfit => (OrderValue * Margin) - (DeliveryCost ?? Delivery);
}
