using System.Collections.Immutable;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>When the customer first and last bought.</summary>
internal static class TimingFeatures
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "timing",
            """
            repeat_orders | days | Purchase days after the first one (x of the buy-till-you-die models).
            last_order_age_days | days | Days from the first to the last purchase day (t_x).
            customer_age_days | days | Days from the first purchase day to the last observed day, the day before the cutoff (T).
            days_since_last_order | days | Cutoff minus the last purchase day; at least 1.
            silence_share_of_age | share | Days since the last order over days since the first order.
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        var facts = scan.Facts;
        var sinceFirst = scan.CutoffDay - facts.FirstDay;
        var sinceLast = scan.CutoffDay - facts.LastDay;
        row[FeatureId.RepeatOrders] = Math.Max(0, facts.PurchaseDays - 1);
        row[FeatureId.LastOrderAgeDays] = facts.LastDay - facts.FirstDay;
        row[FeatureId.CustomerAgeDays] = sinceFirst - 1;
        row[FeatureId.DaysSinceLastOrder] = sinceLast;
        row[FeatureId.SilenceShareOfAge] = (double)sinceLast / sinceFirst;
    }
}
