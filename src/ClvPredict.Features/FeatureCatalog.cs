using System.Collections.Immutable;
using System.Text;

namespace ClvPredict.Features;

/// <summary>
/// Every feature of a customer at a cutoff. Only order lines before the cutoff day count, and a trailing window of n days
/// is the half-open [cutoff - n days, cutoff). A purchase day is a day with at least one line that is no return.
/// </summary>
public static class FeatureCatalog
{
    /// <summary>The definitions, in the order of <see cref="FeatureId"/>.</summary>
    public static ImmutableArray<FeatureDefinition> All { get; } = Define();

    /// <summary>The table of docs/features.md.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder(
            "| feature | unit | group | definition |\n|---|---|---|---|\n"
        );
        foreach (var f in All)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `{f.Name}` | {f.Unit} | {f.Group} | {f.Definition} |\n"
            );
        return text.ToString();
    }

    private static ImmutableArray<FeatureDefinition> Define()
    {
        var all = new FeatureDefinition?[Enum.GetValues<FeatureId>().Length];
        all[(int)FeatureId.RepeatOrders] = new(
            "repeat_orders",
            "days",
            "timing",
            "Purchase days after the first one (x of the buy-till-you-die models)."
        );
        all[(int)FeatureId.LastOrderAgeDays] = new(
            "last_order_age_days",
            "days",
            "timing",
            "Days from the first to the last purchase day (t_x)."
        );
        all[(int)FeatureId.CustomerAgeDays] = new(
            "customer_age_days",
            "days",
            "timing",
            "Days from the first purchase day to the last observed day, the day before the cutoff (T)."
        );
        all[(int)FeatureId.DaysSinceLastOrder] = new(
            "days_since_last_order",
            "days",
            "timing",
            "Cutoff minus the last purchase day; at least 1."
        );
        all[(int)FeatureId.SilenceShareOfAge] = new(
            "silence_share_of_age",
            "share",
            "timing",
            "Days since the last order over days since the first order."
        );
        all[(int)FeatureId.GapMeanDays] = new(
            "gap_mean_days",
            "days",
            "rhythm",
            "Mean number of days between successive purchase days; missing below two purchase days."
        );
        all[(int)FeatureId.GapSdDays] = new(
            "gap_sd_days",
            "days",
            "rhythm",
            "Standard deviation (divisor n - 1) of the gaps; missing below three purchase days."
        );
        all[(int)FeatureId.GapVariation] = new(
            "gap_variation",
            "ratio",
            "rhythm",
            "Standard deviation of the gaps over their mean; small for regular buyers; missing below three purchase days."
        );
        all[(int)FeatureId.GapMaxDays] = new(
            "gap_max_days",
            "days",
            "rhythm",
            "Longest gap between successive purchase days; missing below two purchase days."
        );
        all[(int)FeatureId.LastGapDays] = new(
            "last_gap_days",
            "days",
            "rhythm",
            "The most recent gap; missing below two purchase days."
        );
        all[(int)FeatureId.LastGapRatio] = new(
            "last_gap_ratio",
            "ratio",
            "rhythm",
            "The most recent gap over the mean gap; missing below two purchase days."
        );
        all[(int)FeatureId.SilenceOverMeanGap] = new(
            "silence_over_mean_gap",
            "ratio",
            "rhythm",
            "Days since the last order over the customer's own mean gap; missing below two purchase days."
        );
        all[(int)FeatureId.SilenceOverMaxGap] = new(
            "silence_over_max_gap",
            "ratio",
            "rhythm",
            "Days since the last order over the customer's own longest gap; missing below two purchase days."
        );
        all[(int)FeatureId.Orders30d] = new(
            "orders_30d",
            "days",
            "activity",
            "Purchase days in [cutoff - 30 days, cutoff)."
        );
        all[(int)FeatureId.Orders90d] = new(
            "orders_90d",
            "days",
            "activity",
            "Purchase days in [cutoff - 90 days, cutoff)."
        );
        all[(int)FeatureId.Orders180d] = new(
            "orders_180d",
            "days",
            "activity",
            "Purchase days in [cutoff - 180 days, cutoff)."
        );
        all[(int)FeatureId.Orders365d] = new(
            "orders_365d",
            "days",
            "activity",
            "Purchase days in [cutoff - 365 days, cutoff)."
        );
        all[(int)FeatureId.OrdersPer30d] = new(
            "orders_per_30d",
            "days",
            "activity",
            "Purchase days over days since the first order, times 30."
        );
        all[(int)FeatureId.OrderTrend] = new(
            "order_trend",
            "ratio",
            "activity",
            "Share of the repeat purchase days that lie in the later half of the time since the first order, minus one half; missing without repeat orders."
        );
        all[(int)FeatureId.OrderCount] = new(
            "order_count",
            "orders",
            "activity",
            "Distinct orders with at least one purchase line (several orders may share a purchase day)."
        );
        all[(int)FeatureId.ActiveMonths] = new(
            "active_months",
            "months",
            "activity",
            "Distinct calendar months with a purchase day."
        );
        all[(int)FeatureId.SpendTotal] = new(
            "spend_total",
            "money",
            "spend",
            "Sum of the purchase lines (returns not subtracted)."
        );
        all[(int)FeatureId.SpendNet] = new(
            "spend_net",
            "money",
            "spend",
            "Sum of purchase and return lines; can be negative."
        );
        all[(int)FeatureId.Spend30d] = new(
            "spend_30d",
            "money",
            "spend",
            "Purchase lines in [cutoff - 30 days, cutoff)."
        );
        all[(int)FeatureId.Spend90d] = new(
            "spend_90d",
            "money",
            "spend",
            "Purchase lines in [cutoff - 90 days, cutoff)."
        );
        all[(int)FeatureId.Spend180d] = new(
            "spend_180d",
            "money",
            "spend",
            "Purchase lines in [cutoff - 180 days, cutoff)."
        );
        all[(int)FeatureId.Spend365d] = new(
            "spend_365d",
            "money",
            "spend",
            "Purchase lines in [cutoff - 365 days, cutoff)."
        );
        all[(int)FeatureId.MeanOrderValue] = new(
            "mean_order_value",
            "money",
            "spend",
            "Mean spend of a purchase day, the first included; missing without purchases."
        );
        all[(int)FeatureId.MeanRepeatValue] = new(
            "mean_repeat_value",
            "money",
            "spend",
            "Mean spend of a purchase day, the first left out; missing without repeat orders."
        );
        all[(int)FeatureId.FirstOrderValue] = new(
            "first_order_value",
            "money",
            "spend",
            "Spend of the first purchase day; missing without purchases."
        );
        all[(int)FeatureId.LastOrderValue] = new(
            "last_order_value",
            "money",
            "spend",
            "Spend of the last purchase day; missing without purchases."
        );
        all[(int)FeatureId.MaxOrderValue] = new(
            "max_order_value",
            "money",
            "spend",
            "Largest spend of one purchase day; missing without purchases."
        );
        all[(int)FeatureId.OrderValueVariation] = new(
            "order_value_variation",
            "ratio",
            "spend",
            "Standard deviation (divisor n - 1) of the spend of purchase days over its mean; missing below two purchase days or at mean 0."
        );
        all[(int)FeatureId.OrderValueTrend] = new(
            "order_value_trend",
            "ratio",
            "spend",
            "Mean spend of the later half of the purchase days over that of the earlier half (the middle one of an odd number left out); missing below two purchase days or at 0."
        );
        all[(int)FeatureId.SpendPer30d] = new(
            "spend_per_30d",
            "money",
            "spend",
            "Spend over days since the first order, times 30."
        );
        all[(int)FeatureId.LinesPerOrder] = new(
            "lines_per_order",
            "lines",
            "basket",
            "Purchase lines over distinct orders; missing without purchases."
        );
        all[(int)FeatureId.UnitsPerOrder] = new(
            "units_per_order",
            "units",
            "basket",
            "Units of purchase lines over distinct orders; missing without quantities or purchases."
        );
        all[(int)FeatureId.DistinctProducts] = new(
            "distinct_products",
            "products",
            "basket",
            "Distinct products bought; missing where the log has no products."
        );
        all[(int)FeatureId.ProductRepeatShare] = new(
            "product_repeat_share",
            "share",
            "basket",
            "1 - distinct products over purchase lines with a product; missing without such lines."
        );
        all[(int)FeatureId.DistinctCategories] = new(
            "distinct_categories",
            "categories",
            "basket",
            "Distinct categories bought; missing where the log has no categories."
        );
        all[(int)FeatureId.TopCategoryShare] = new(
            "top_category_share",
            "share",
            "basket",
            "Share of the purchase lines in the customer's most frequent category; missing without categories."
        );
        all[(int)FeatureId.ReturnShare] = new(
            "return_share",
            "share",
            "returns",
            "Minus the sum of return lines over the spend, at most 1; 0 without returns, missing without spend."
        );
        all[(int)FeatureId.ReturnLineShare] = new(
            "return_line_share",
            "share",
            "returns",
            "Return lines over all lines."
        );
        all[(int)FeatureId.DaysSinceLastReturn] = new(
            "days_since_last_return",
            "days",
            "returns",
            "Cutoff minus the day of the last return; missing without returns."
        );
        all[(int)FeatureId.DiscountShare] = new(
            "discount_share",
            "share",
            "discounts",
            "Discounts over spend before discounts, purchase lines only; missing where the log has no discounts or the customer no spend."
        );
        all[(int)FeatureId.DiscountLineShare] = new(
            "discount_line_share",
            "share",
            "discounts",
            "Share of the purchase lines with a discount; missing where the log has no discounts."
        );
        all[(int)FeatureId.WeekendShare] = new(
            "weekend_share",
            "share",
            "calendar",
            "Share of the purchase days that are a Saturday or Sunday; missing without purchases."
        );
        all[(int)FeatureId.SameSeasonLastYear] = new(
            "same_season_last_year",
            "days",
            "calendar",
            "Purchase days in [cutoff - 365 days, cutoff - 275 days): the season that follows the cutoff, a year ago; missing when the first line of the log is later than that."
        );
        all[(int)FeatureId.FirstOrderSeasonSin] = new(
            "first_order_season_sin",
            "ratio",
            "calendar",
            "Sine of the day of the year of the first order, a full turn a year."
        );
        all[(int)FeatureId.FirstOrderSeasonCos] = new(
            "first_order_season_cos",
            "ratio",
            "calendar",
            "Cosine of the same."
        );
        all[(int)FeatureId.CutoffSeasonSin] = new(
            "cutoff_season_sin",
            "ratio",
            "calendar",
            "Sine of the day of the year of the cutoff, a full turn a year; the same for all customers."
        );
        all[(int)FeatureId.CutoffSeasonCos] = new(
            "cutoff_season_cos",
            "ratio",
            "calendar",
            "Cosine of the same."
        );
        return
        [
            .. all.Select(
                (d, i) =>
                    d ?? throw new InvalidOperationException($"{(FeatureId)i} has no definition.")
            ),
        ];
    }
}
