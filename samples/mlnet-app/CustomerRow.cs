using Microsoft.ML.Data;

/// <summary>A row of the columns that the model takes; what is missing is NaN.</summary>
public sealed class CustomerRow
{
    [ColumnName("repeat_orders")]
    public float RepeatOrders { get; set; } = float.NaN;

    [ColumnName("last_order_age_days")]
    public float LastOrderAgeDays { get; set; } = float.NaN;

    [ColumnName("customer_age_days")]
    public float CustomerAgeDays { get; set; } = float.NaN;

    [ColumnName("days_since_last_order")]
    public float DaysSinceLastOrder { get; set; } = float.NaN;

    [ColumnName("silence_share_of_age")]
    public float SilenceShareOfAge { get; set; } = float.NaN;

    [ColumnName("gap_mean_days")]
    public float GapMeanDays { get; set; } = float.NaN;

    [ColumnName("gap_median_days")]
    public float GapMedianDays { get; set; } = float.NaN;

    [ColumnName("gap_min_days")]
    public float GapMinDays { get; set; } = float.NaN;

    [ColumnName("gap_max_days")]
    public float GapMaxDays { get; set; } = float.NaN;

    [ColumnName("gap_sd_days")]
    public float GapSdDays { get; set; } = float.NaN;

    [ColumnName("gap_variation")]
    public float GapVariation { get; set; } = float.NaN;

    [ColumnName("gap_regularity")]
    public float GapRegularity { get; set; } = float.NaN;

    [ColumnName("last_gap_days")]
    public float LastGapDays { get; set; } = float.NaN;

    [ColumnName("last_gap_ratio")]
    public float LastGapRatio { get; set; } = float.NaN;

    [ColumnName("silence_over_mean_gap")]
    public float SilenceOverMeanGap { get; set; } = float.NaN;

    [ColumnName("silence_over_max_gap")]
    public float SilenceOverMaxGap { get; set; } = float.NaN;

    [ColumnName("silence_gap_share")]
    public float SilenceGapShare { get; set; } = float.NaN;

    [ColumnName("orders_30d")]
    public float Orders30d { get; set; } = float.NaN;

    [ColumnName("orders_90d")]
    public float Orders90d { get; set; } = float.NaN;

    [ColumnName("orders_180d")]
    public float Orders180d { get; set; } = float.NaN;

    [ColumnName("orders_365d")]
    public float Orders365d { get; set; } = float.NaN;

    [ColumnName("orders_per_30d")]
    public float OrdersPer30d { get; set; } = float.NaN;

    [ColumnName("order_trend")]
    public float OrderTrend { get; set; } = float.NaN;

    [ColumnName("order_count")]
    public float OrderCount { get; set; } = float.NaN;

    [ColumnName("active_months")]
    public float ActiveMonths { get; set; } = float.NaN;

    [ColumnName("orders_halving_30d")]
    public float OrdersHalving30d { get; set; } = float.NaN;

    [ColumnName("orders_halving_90d")]
    public float OrdersHalving90d { get; set; } = float.NaN;

    [ColumnName("orders_halving_180d")]
    public float OrdersHalving180d { get; set; } = float.NaN;

    [ColumnName("spend_total")]
    public float SpendTotal { get; set; } = float.NaN;

    [ColumnName("spend_net")]
    public float SpendNet { get; set; } = float.NaN;

    [ColumnName("spend_30d")]
    public float Spend30d { get; set; } = float.NaN;

    [ColumnName("spend_90d")]
    public float Spend90d { get; set; } = float.NaN;

    [ColumnName("spend_180d")]
    public float Spend180d { get; set; } = float.NaN;

    [ColumnName("spend_365d")]
    public float Spend365d { get; set; } = float.NaN;

    [ColumnName("spend_per_30d")]
    public float SpendPer30d { get; set; } = float.NaN;

    [ColumnName("mean_order_value")]
    public float MeanOrderValue { get; set; } = float.NaN;

    [ColumnName("mean_repeat_value")]
    public float MeanRepeatValue { get; set; } = float.NaN;

    [ColumnName("last_order_value")]
    public float LastOrderValue { get; set; } = float.NaN;

    [ColumnName("max_order_value")]
    public float MaxOrderValue { get; set; } = float.NaN;

    [ColumnName("order_value_variation")]
    public float OrderValueVariation { get; set; } = float.NaN;

    [ColumnName("order_value_trend")]
    public float OrderValueTrend { get; set; } = float.NaN;

    [ColumnName("spend_trend")]
    public float SpendTrend { get; set; } = float.NaN;

    [ColumnName("spend_halving_30d")]
    public float SpendHalving30d { get; set; } = float.NaN;

    [ColumnName("spend_halving_90d")]
    public float SpendHalving90d { get; set; } = float.NaN;

    [ColumnName("spend_halving_180d")]
    public float SpendHalving180d { get; set; } = float.NaN;

    [ColumnName("cost_share")]
    public float CostShare { get; set; } = float.NaN;

    [ColumnName("lines_per_order")]
    public float LinesPerOrder { get; set; } = float.NaN;

    [ColumnName("units_per_order")]
    public float UnitsPerOrder { get; set; } = float.NaN;

    [ColumnName("distinct_products")]
    public float DistinctProducts { get; set; } = float.NaN;

    [ColumnName("product_repeat_share")]
    public float ProductRepeatShare { get; set; } = float.NaN;

    [ColumnName("product_concentration")]
    public float ProductConcentration { get; set; } = float.NaN;

    [ColumnName("top_product_share")]
    public float TopProductShare { get; set; } = float.NaN;

    [ColumnName("last_new_product_share")]
    public float LastNewProductShare { get; set; } = float.NaN;

    [ColumnName("distinct_categories")]
    public float DistinctCategories { get; set; } = float.NaN;

    [ColumnName("top_category_share")]
    public float TopCategoryShare { get; set; } = float.NaN;

    [ColumnName("distinct_channels")]
    public float DistinctChannels { get; set; } = float.NaN;

    [ColumnName("top_channel_share")]
    public float TopChannelShare { get; set; } = float.NaN;

    [ColumnName("distinct_countries")]
    public float DistinctCountries { get; set; } = float.NaN;

    [ColumnName("first_order_value")]
    public float FirstOrderValue { get; set; } = float.NaN;

    [ColumnName("first_order_lines")]
    public float FirstOrderLines { get; set; } = float.NaN;

    [ColumnName("first_discount_share")]
    public float FirstDiscountShare { get; set; } = float.NaN;

    [ColumnName("first_order_weekday")]
    public float FirstOrderWeekday { get; set; } = float.NaN;

    [ColumnName("first_order_season_sin")]
    public float FirstOrderSeasonSin { get; set; } = float.NaN;

    [ColumnName("first_order_season_cos")]
    public float FirstOrderSeasonCos { get; set; } = float.NaN;

    [ColumnName("first_order_shop_age_days")]
    public float FirstOrderShopAgeDays { get; set; } = float.NaN;

    [ColumnName("return_share")]
    public float ReturnShare { get; set; } = float.NaN;

    [ColumnName("return_line_share")]
    public float ReturnLineShare { get; set; } = float.NaN;

    [ColumnName("days_since_last_return")]
    public float DaysSinceLastReturn { get; set; } = float.NaN;

    [ColumnName("discount_share")]
    public float DiscountShare { get; set; } = float.NaN;

    [ColumnName("discount_line_share")]
    public float DiscountLineShare { get; set; } = float.NaN;

    [ColumnName("discount_trend")]
    public float DiscountTrend { get; set; } = float.NaN;

    [ColumnName("weekend_share")]
    public float WeekendShare { get; set; } = float.NaN;

    [ColumnName("same_season_last_year")]
    public float SameSeasonLastYear { get; set; } = float.NaN;

    [ColumnName("next_season_share")]
    public float NextSeasonShare { get; set; } = float.NaN;

    [ColumnName("cutoff_season_sin")]
    public float CutoffSeasonSin { get; set; } = float.NaN;

    [ColumnName("cutoff_season_cos")]
    public float CutoffSeasonCos { get; set; } = float.NaN;

    [ColumnName("first_channel=app")]
    public float FirstChannelApp { get; set; } = float.NaN;

    [ColumnName("first_channel=email")]
    public float FirstChannelEmail { get; set; } = float.NaN;

    [ColumnName("first_channel=shop")]
    public float FirstChannelShop { get; set; } = float.NaN;

    [ColumnName("first_channel=web")]
    public float FirstChannelWeb { get; set; } = float.NaN;

    [ColumnName("first_channel=(other)")]
    public float FirstChannelOther { get; set; } = float.NaN;

    [ColumnName("first_category=beauty")]
    public float FirstCategoryBeauty { get; set; } = float.NaN;

    [ColumnName("first_category=books")]
    public float FirstCategoryBooks { get; set; } = float.NaN;

    [ColumnName("first_category=clothing")]
    public float FirstCategoryClothing { get; set; } = float.NaN;

    [ColumnName("first_category=electronics")]
    public float FirstCategoryElectronics { get; set; } = float.NaN;

    [ColumnName("first_category=garden")]
    public float FirstCategoryGarden { get; set; } = float.NaN;

    [ColumnName("first_category=kitchen")]
    public float FirstCategoryKitchen { get; set; } = float.NaN;

    [ColumnName("first_category=sports")]
    public float FirstCategorySports { get; set; } = float.NaN;

    [ColumnName("first_category=toys")]
    public float FirstCategoryToys { get; set; } = float.NaN;

    [ColumnName("first_category=(other)")]
    public float FirstCategoryOther { get; set; } = float.NaN;

    [ColumnName("prior_active_odds_window")]
    public float PriorActiveOddsWindow { get; set; } = float.NaN;

    [ColumnName("prior_orders_window")]
    public float PriorOrdersWindow { get; set; } = float.NaN;

    [ColumnName("prior_value_window")]
    public float PriorValueWindow { get; set; } = float.NaN;

    [ColumnName("prior_order_value")]
    public float PriorOrderValue { get; set; } = float.NaN;

    [ColumnName("prior_active_odds")]
    public float PriorActiveOdds { get; set; } = float.NaN;

    [ColumnName("prior_orders")]
    public float PriorOrders { get; set; } = float.NaN;

    [ColumnName("prior_value")]
    public float PriorValue { get; set; } = float.NaN;

    [ColumnName("keep_share")]
    public float KeepShare { get; set; } = float.NaN;
}
