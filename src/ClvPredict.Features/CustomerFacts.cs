namespace ClvPredict.Features;

/// <summary>What the probabilistic models need to know of a customer at a cutoff, exactly.</summary>
/// <param name="Customer">Index of the customer in its histories.</param>
/// <param name="PurchaseDays">Days with at least one line that is no return; 0 for a customer seen only with returns.</param>
/// <param name="FirstDay"><see cref="DateOnly.DayNumber"/> of the first purchase day (of the first line, without purchases).</param>
/// <param name="LastDay">Day number of the last purchase day (equal to <paramref name="FirstDay"/> without purchases).</param>
/// <param name="GrossMinor">Sum of the purchase lines in minor units.</param>
/// <param name="ReturnsMinor">Sum of the return lines in minor units, not positive.</param>
/// <param name="FirstDayGrossMinor">Sum of the purchase lines of the first purchase day.</param>
public readonly record struct CustomerFacts(
    int Customer,
    int PurchaseDays,
    int FirstDay,
    int LastDay,
    long GrossMinor,
    long ReturnsMinor,
    long FirstDayGrossMinor
)
{
    /// <summary>Gross plus returns, in minor units.</summary>
    public long NetMinor => GrossMinor + ReturnsMinor;
}
