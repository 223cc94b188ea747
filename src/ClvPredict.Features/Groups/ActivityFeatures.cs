using System.Collections.Immutable;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>How often the customer bought, lately and over time.</summary>
internal static class ActivityFeatures
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "activity",
            """
            orders_30d | days | Purchase days in [cutoff - 30 days, cutoff).
            orders_90d | days | Purchase days in [cutoff - 90 days, cutoff).
            orders_180d | days | Purchase days in [cutoff - 180 days, cutoff).
            orders_365d | days | Purchase days in [cutoff - 365 days, cutoff).
            orders_per_30d | days | Purchase days over days since the first order, times 30.
            order_trend | ratio | Share of the repeat purchase days that lie in the later half of the time since the first order, minus one half; missing without repeat orders.
            order_count | orders | Distinct orders with at least one purchase line (several orders may share a purchase day).
            active_months | months | Distinct calendar months with a purchase day.
            orders_halving_30d | days | Purchase days, each counted 2^(-age / 30 days), age being cutoff minus day.
            orders_halving_90d | days | The same with 2^(-age / 90 days).
            orders_halving_180d | days | The same with 2^(-age / 180 days).
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        var days = scan.Days;
        var firstDay = scan.Facts.FirstDay;
        row[FeatureId.Orders30d] = days.Length - scan.Start30d;
        row[FeatureId.Orders90d] = days.Length - scan.Start90d;
        row[FeatureId.Orders180d] = days.Length - scan.Start180d;
        row[FeatureId.Orders365d] = days.Length - scan.Start365d;
        row[FeatureId.OrdersPer30d] = 30.0 * days.Length / (scan.CutoffDay - firstDay);
        row[FeatureId.OrderTrend] =
            days.Length > 1
                ? ((double)(days.Length - scan.StartOfLaterHalf) / (days.Length - 1)) - 0.5
                : double.NaN;
        row[FeatureId.OrderCount] = scan.OrderCount;
        row[FeatureId.ActiveMonths] = scan.ActiveMonths;
        var (by30, by90, by180) = scan.Recent.Orders(scan.CutoffDay);
        row[FeatureId.OrdersHalving30d] = by30;
        row[FeatureId.OrdersHalving90d] = by90;
        row[FeatureId.OrdersHalving180d] = by180;
    }
}
