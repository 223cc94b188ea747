namespace ClvPredict.Reporting;

/// <summary>When a customer has bought so far.</summary>
/// <param name="PurchaseDays">Days with a purchase; 0 for a customer of whom there are returns only.</param>
/// <param name="SilentDays">Days since the last order.</param>
/// <param name="UsualGapDays">Mean gap between purchase days; NaN below two.</param>
public sealed record PurchaseRhythm(int PurchaseDays, int SilentDays, double UsualGapDays);
