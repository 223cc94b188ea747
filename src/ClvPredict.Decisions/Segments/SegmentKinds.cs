namespace ClvPredict.Decisions.Segments;

/// <summary>Segments that a customer can belong to, several at once; the rules are in docs/segments.md.</summary>
[Flags]
public enum SegmentKinds
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Exactly one purchase day.</summary>
    FirstTime = 1 << 0,

    /// <summary>At least two purchase days.</summary>
    Repeat = 1 << 1,

    /// <summary>Few purchase days: at most <see cref="SegmentOptions.CasualOrders"/>.</summary>
    Casual = 1 << 2,

    /// <summary>Enough purchase days over a long enough time, and probably alive.</summary>
    Loyal = 1 << 3,

    /// <summary>Loyal, and in the top value tier.</summary>
    Vip = 1 << 4,

    /// <summary>Among the fewest customers who together hold a share of all spend.</summary>
    BigSpender = 1 << 5,

    /// <summary>High mean spend of a purchase day.</summary>
    HighOrderValue = 1 << 6,

    /// <summary>Buys without discounts.</summary>
    FullPrice = 1 << 7,

    /// <summary>Buys most lines at a discount.</summary>
    DiscountShopper = 1 << 8,

    /// <summary>Buys at one time of the year, in more than one year, beyond chance.</summary>
    Seasonal = 1 << 9,

    /// <summary>Buys at even intervals.</summary>
    RegularReorderer = 1 << 10,

    /// <summary>Has a subscription, as an attribute says.</summary>
    Subscriber = 1 << 11,

    /// <summary>Silent for longer than nearly all gaps that are to be expected of the customer.</summary>
    Overdue = 1 << 12,

    /// <summary>Lapsed, at risk or overdue, and was worth something.</summary>
    WinBack = 1 << 13,

    /// <summary>Has left things in the cart and not ordered since.</summary>
    CartAbandoner = 1 << 14,

    /// <summary>A cart abandoner who ordered not long before.</summary>
    RecentBuyerWithCart = 1 << 15,

    /// <summary>Belongs to the loyalty scheme, as an attribute says.</summary>
    LoyaltyMember = 1 << 16,
}
