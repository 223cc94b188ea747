using System.Globalization;

namespace ClvPredict.Decisions.Explaining;

/// <summary>Features in the words of somebody who runs a shop.</summary>
internal static class FeaturePhrases
{
    // name | phrase; {n} is the value as a number, {p} as a percentage, {m} as money.
    private const string Table = """
        repeat_orders | has come back on {n} days
        last_order_age_days | {n} days lie between first and last order
        customer_age_days | customer for {n} days
        days_since_last_order | the last order was {n} days ago
        silence_share_of_age | silent for {p} of the time as a customer
        gap_mean_days | orders every {n} days on average
        gap_median_days | half of the gaps between orders are shorter than {n} days
        gap_min_days | shortest gap between orders {n} days
        gap_max_days | longest gap between orders {n} days
        gap_sd_days | gaps between orders vary by {n} days
        gap_variation | gaps between orders vary by {n} times their mean
        gap_regularity | evenness of the gaps between orders {n} (low is like a clock)
        last_gap_days | the last gap between orders was {n} days
        last_gap_ratio | the last gap was {n} times the usual one
        silence_over_mean_gap | silent for {n} times the usual gap
        silence_over_max_gap | silent for {n} times the longest gap
        silence_gap_share | {p} of the gaps so far were shorter than the present silence
        orders_30d | orders on {n} of the last 30 days
        orders_90d | orders on {n} of the last 90 days
        orders_180d | orders on {n} of the last 180 days
        orders_365d | orders on {n} of the last 365 days
        orders_per_30d | {n} days with an order in 30 days
        order_trend | orders came rather late (below zero: early) in the customer's time: {n}
        order_count | {n} orders so far
        active_months | orders in {n} different months
        orders_halving_30d | recent orders, those of a month ago counting half: {n}
        orders_halving_90d | recent orders, those of 90 days ago counting half: {n}
        orders_halving_180d | recent orders, those of 180 days ago counting half: {n}
        spend_total | has spent {m}
        spend_net | has spent {m} after returns
        spend_30d | spent {m} in the last 30 days
        spend_90d | spent {m} in the last 90 days
        spend_180d | spent {m} in the last 180 days
        spend_365d | spent {m} in the last 365 days
        spend_per_30d | spends {m} in 30 days
        mean_order_value | an order is worth {m} on average
        mean_repeat_value | an order after the first is worth {m} on average
        last_order_value | the last order was worth {m}
        max_order_value | the largest order was worth {m}
        order_value_variation | orders vary by {n} times their mean
        order_value_trend | later orders are {n} times the earlier ones
        spend_trend | spend came rather late (below zero: early) in the customer's time: {n}
        spend_halving_30d | recent spend, that of 30 days ago counting half: {m}
        spend_halving_90d | recent spend, that of 90 days ago counting half: {m}
        spend_halving_180d | recent spend, that of 180 days ago counting half: {m}
        cost_share | what was bought cost the shop {p} of the price
        lines_per_order | {n} items an order
        units_per_order | {n} units an order
        distinct_products | has bought {n} different products
        product_repeat_share | {p} of the items had been bought before
        product_concentration | concentration on few products {n}, a single product being one
        top_product_share | {p} of the items are the favourite product
        last_new_product_share | {p} of the last order was new to the customer
        distinct_categories | has bought from {n} categories
        top_category_share | {p} of the items are of the favourite category
        distinct_channels | buys through {n} channels
        top_channel_share | {p} of the items come through the favourite channel
        distinct_countries | buys from {n} countries
        first_order_value | the first order was worth {m}
        first_order_lines | {n} items in the first order
        first_discount_share | {p} off in the first order
        first_order_weekday | first order on weekday {n}, Monday being the first
        first_order_season_sin | the season of the first order
        first_order_season_cos | the season of the first order
        first_order_shop_age_days | first order {n} days after the log begins
        return_share | {p} of the spend came back
        return_line_share | {p} of the items came back
        days_since_last_return | the last return was {n} days ago
        discount_share | {p} was taken off by discounts
        discount_line_share | {p} of the items were discounted
        discount_trend | discounts have changed by {p} of the spend
        weekend_share | {p} of the orders are at weekends
        same_season_last_year | orders on {n} days in the same season a year ago
        next_season_share | {p} of the orders fell into the coming season
        cutoff_season_sin | the season now
        cutoff_season_cos | the season now
        """;

    private static readonly Dictionary<string, string> s_phrases = Table
        .Split('\n')
        .Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    /// <summary>What a feature says of a customer.</summary>
    /// <param name="factor">The feature and its value.</param>
    /// <param name="currency">Currency of amounts; may be empty.</param>
    public static string Of(NamedFactor factor, string currency)
    {
        if (factor.Value is not { } value)
            return factor.Feature.Replace('_', ' ') + " is not known";
        if (s_phrases.TryGetValue(factor.Feature, out var phrase))
            return phrase
                .Replace("{n}", Say($"{value:0.##}"), StringComparison.Ordinal)
                .Replace("{p}", Say($"{100 * value:0.#} %"), StringComparison.Ordinal)
                .Replace(
                    "{m}",
                    Say($"{value:N2}") + (currency.Length > 0 ? " " + currency : ""),
                    StringComparison.Ordinal
                );
        // A category of the first order or of an attribute: 1 for the customer's own.
        if (factor.Feature.Split('=', 2) is [var column, var text])
            return $"{column.Replace('_', ' ')} is {(value == 0 ? "not " : "")}{text}";
        return Say($"{factor.Feature.Replace('_', ' ')} {value:0.##}");
    }

    /// <summary>Whether there is a phrase for a feature of the catalog.</summary>
    internal static bool Knows(string feature) => s_phrases.ContainsKey(feature);

    private static string Say(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
