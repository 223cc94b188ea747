namespace ClvPredict.Decisions.Explaining;

/// <summary>What a customer has bought before the as-of day; money in the currency of the orders, before the margin.</summary>
/// <param name="FirstOrder">First purchase day; of a customer with returns only the day of the first line.</param>
/// <param name="LastOrder">Last purchase day.</param>
/// <param name="DaysSinceLastOrder">Days from it to the as-of day.</param>
/// <param name="PurchaseDays">Days with a purchase.</param>
/// <param name="Spent">Sum of the purchases.</param>
/// <param name="Returned">Sum of the returns, at least 0.</param>
/// <param name="MeanOrderValue">Spend of a purchase day; null without one.</param>
/// <param name="UsualGapDays">Mean days between purchase days; null with fewer than two.</param>
public sealed record CustomerPast(
    DateOnly FirstOrder,
    DateOnly LastOrder,
    int DaysSinceLastOrder,
    int PurchaseDays,
    double Spent,
    double Returned,
    double? MeanOrderValue,
    double? UsualGapDays
);
