namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>Parts of a change of value, in money; their sum is the change.</summary>
/// <param name="Customers">More or fewer customers in all.</param>
/// <param name="Mix">Another share of them in this group.</param>
/// <param name="Active">Another mean P(active in horizon).</param>
/// <param name="Orders">Other expected orders per active customer.</param>
/// <param name="OrderValue">Another expected net value of an order, before the margin.</param>
/// <param name="Margin">Another margin.</param>
public readonly record struct ValueEffects(
    double Customers,
    double Mix,
    double Active,
    double Orders,
    double OrderValue,
    double Margin
)
{
    /// <summary>The change.</summary>
    public double Total => Customers + Mix + Active + Orders + OrderValue + Margin;

    internal static ValueEffects Sum(ValueEffects a, ValueEffects b) =>
        new(
            a.Customers + b.Customers,
            a.Mix + b.Mix,
            a.Active + b.Active,
            a.Orders + b.Orders,
            a.OrderValue + b.OrderValue,
            a.Margin + b.Margin
        );
}
