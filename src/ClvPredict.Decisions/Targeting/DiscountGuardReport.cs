namespace ClvPredict.Decisions.Targeting;

/// <summary>What the discount guard does: full-price buyers and sure stayers get no campaign that is a discount.</summary>
/// <param name="FullPriceBuyers">Customers without discounts so far who are not sure stayers.</param>
/// <param name="SureStayers">Customers who almost surely buy anyway.</param>
/// <param name="DiscountsKnown">Whether the orders say who bought at a discount; without it nobody is a full-price buyer.</param>
/// <param name="MarginSaved">Offers not given away to those who would have stayed anyway, if all guarded customers got the cheapest
/// discount campaign, in money.</param>
/// <param name="SparedTargets">Guarded customers who would be on the list without the guard.</param>
/// <param name="SparedMargin">Offers not given away to those of them who would have stayed anyway, in money.</param>
/// <param name="ForgoneProfit">Expected profit of the list without the guard less that of the list with it, in money: what not teaching
/// these customers to wait for discounts costs today.</param>
public sealed record DiscountGuardReport(
    int FullPriceBuyers,
    int SureStayers,
    bool DiscountsKnown,
    double MarginSaved,
    int SparedTargets,
    double SparedMargin,
    double ForgoneProfit
);
