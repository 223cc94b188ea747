using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Groups;

/// <summary>How it began: facts of the first purchase day, which never change again.</summary>
internal static class FirstOrderFeatures
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
        FeatureDefinition.Table(
            "first order",
            """
            first_order_value | money | Spend of the first purchase day; missing without purchases.
            first_order_lines | lines | Purchase lines of the first purchase day; missing without purchases.
            first_discount_share | share | Discounts over spend before discounts on the first purchase day; missing where the log has no discounts or without spend on that day.
            first_order_weekday | weekday | Weekday of the first purchase day, Monday = 1 to Sunday = 7; missing without purchases.
            first_order_season_sin | ratio | Sine of the day of the year of the first order, a full turn a year.
            first_order_season_cos | ratio | Cosine of the same.
            first_order_shop_age_days | days | Days from the first day of the log to the first order: which cohort the customer is of.
            """
        );

    public static void Write(CustomerScan scan, FeatureRow row)
    {
        var firstDay = scan.Facts.FirstDay;
        var hasPurchases = scan.Facts.PurchaseDays > 0;
        var spend = scan.Facts.FirstDayGrossMinor;
        row[FeatureId.FirstOrderValue] = hasPurchases ? Money.ToUnits(spend) : double.NaN;
        row[FeatureId.FirstOrderLines] = hasPurchases ? scan.FirstDayLines : double.NaN;
        row[FeatureId.FirstDiscountShare] =
            scan.HasDiscounts && hasPurchases
                ? FeatureRow.Ratio(scan.DayDiscount[0], spend + scan.DayDiscount[0])
                : double.NaN;
        row[FeatureId.FirstOrderWeekday] = hasPurchases ? 1 + (firstDay % 7) : double.NaN;
        row[FeatureId.FirstOrderSeasonSin] = scan.FirstOrderSeason.Sin;
        row[FeatureId.FirstOrderSeasonCos] = scan.FirstOrderSeason.Cos;
        row[FeatureId.FirstOrderShopAgeDays] = firstDay - scan.LogStart;
    }
}
