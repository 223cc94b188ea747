using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.Features.Tests;

/// <summary>Every feature recomputed by SQLite from the order lines, by queries that share nothing with the feature code.</summary>
public class FeatureOracleTests(OrderDatabase database) : IClassFixture<OrderDatabase>
{
    // feature | table | expression, grouped by customer; the tables are those of OrderDatabase.
    private const string Queries = """
        repeat_orders | d | count(*) - 1
        last_order_age_days | d | max(day) - min(day)
        customer_age_days | d | :c - 1 - min(day)
        days_since_last_order | d | :c - max(day)
        silence_share_of_age | d | (:c - max(day)) * 1.0 / (:c - min(day))
        gap_mean_days | g | avg(gap)
        gap_median_days | g | avg(case when r in ((k + 1) / 2, (k + 2) / 2) then gap end)
        gap_min_days | g | min(gap)
        gap_max_days | g | max(gap)
        gap_sd_days | g | case when k > 1 then sqrt((sum(gap * gap) - sum(gap) * sum(gap) * 1.0 / k) / (k - 1)) end
        gap_variation | g | case when k > 1 then sqrt((sum(gap * gap) - sum(gap) * sum(gap) * 1.0 / k) / (k - 1)) / avg(gap) end
        gap_regularity | g | avg(4 * pow(prev * 1.0 / (prev + gap) - 0.5, 2))
        last_gap_days | g | max(case when i = m then gap end)
        last_gap_ratio | g | max(case when i = m then gap end) / avg(gap)
        silence_over_mean_gap | g | (:c - last) / avg(gap)
        silence_over_max_gap | g | (:c - last) * 1.0 / max(gap)
        silence_gap_share | g | avg(gap <= :c - last)
        orders_30d | d | sum(day >= :c - 30)
        orders_90d | d | sum(day >= :c - 90)
        orders_180d | d | sum(day >= :c - 180)
        orders_365d | d | sum(day >= :c - 365)
        orders_per_30d | d | 30.0 * count(*) / (:c - min(day))
        order_trend | d | avg(case when i > 1 then 2 * day > first + :c end) - 0.5
        order_count | p | count(distinct order_id)
        active_months | d | count(distinct substr(date, 1, 7))
        orders_halving_30d | d | sum(pow(2, (day - :c) / 30.0))
        orders_halving_90d | d | sum(pow(2, (day - :c) / 90.0))
        orders_halving_180d | d | sum(pow(2, (day - :c) / 180.0))
        spend_total | d | sum(s) / 1e4
        spend_net | l | sum(amount) / 1e4
        spend_30d | d | sum(s * (day >= :c - 30)) / 1e4
        spend_90d | d | sum(s * (day >= :c - 90)) / 1e4
        spend_180d | d | sum(s * (day >= :c - 180)) / 1e4
        spend_365d | d | sum(s * (day >= :c - 365)) / 1e4
        spend_per_30d | d | 30 * sum(s) / 1e4 / (:c - min(day))
        mean_order_value | d | avg(s) / 1e4
        mean_repeat_value | d | avg(case when i > 1 then s end) / 1e4
        last_order_value | d | max(case when i = m then s end) / 1e4
        max_order_value | d | max(s) / 1e4
        order_value_variation | d | case when m > 1 then sqrt(sum(pow(s - mean, 2)) / (m - 1)) / nullif(mean, 0) end
        order_value_trend | d | sum(s * (i > m - m / 2)) * 1.0 / nullif(sum(s * (i <= m / 2)), 0)
        spend_trend | d | sum(s * (i > 1 and 2 * day > first + :c)) * 1.0 / nullif(sum(s * (i > 1)), 0) - 0.5
        spend_halving_30d | d | sum(s * pow(2, (day - :c) / 30.0)) / 1e4
        spend_halving_90d | d | sum(s * pow(2, (day - :c) / 90.0)) / 1e4
        spend_halving_180d | d | sum(s * pow(2, (day - :c) / 180.0)) / 1e4
        cost_share | p | sum(cost) * 1.0 / nullif(sum(amount), 0)
        lines_per_order | p | count(*) * 1.0 / count(distinct order_id)
        units_per_order | p | sum(quantity) / count(distinct order_id)
        distinct_products | p | count(distinct product)
        product_repeat_share | p | 1 - count(distinct product) * 1.0 / count(product)
        product_concentration | products | sum(n * n) * 1.0 / (sum(n) * sum(n))
        top_product_share | products | max(n) * 1.0 / sum(n)
        last_new_product_share | seen | avg(case when day = last then since = day end)
        distinct_categories | p | count(distinct category)
        top_category_share | categories | max(n) * 1.0 / sum(n)
        distinct_channels | p | count(distinct channel)
        top_channel_share | channels | max(n) * 1.0 / sum(n)
        distinct_countries | p | count(distinct country)
        first_order_value | d | max(case when i = 1 then s end) / 1e4
        first_order_lines | d | max(case when i = 1 then n end)
        first_discount_share | d | max(case when i = 1 then disc * 1.0 / nullif(s + disc, 0) end)
        first_order_weekday | d | max(case when i = 1 then (strftime('%w', date) + 6) % 7 + 1 end)
        first_order_season_sin | d | max(case when i = 1 then sin(2 * pi() * strftime('%j', date) / 365.25) end)
        first_order_season_cos | d | max(case when i = 1 then cos(2 * pi() * strftime('%j', date) / 365.25) end)
        first_order_shop_age_days | d | first - :f
        return_share | l | min(1, -sum(amount * is_return) * 1.0 / nullif(sum(amount * (1 - is_return)), 0))
        return_line_share | l | avg(is_return)
        days_since_last_return | l | :c - max(case when is_return then day end)
        discount_share | p | sum(discount) * 1.0 / nullif(sum(amount + discount), 0)
        discount_line_share | p | avg(discount > 0)
        discount_trend | d | sum(disc * (i > m - m / 2)) * 1.0 / nullif(sum((s + disc) * (i > m - m / 2)), 0) - sum(disc * (i <= m / 2)) * 1.0 / nullif(sum((s + disc) * (i <= m / 2)), 0)
        weekend_share | d | avg(strftime('%w', date) in ('0', '6'))
        same_season_last_year | d | sum(day >= :c - 365 and day < :c - 275)
        next_season_share | d | avg((day >= :c - 365 and day < :c - 275) or (day >= :c - 730 and day < :c - 640))
        cutoff_season_sin | d | sin(2 * pi() * strftime('%j', '0001-01-01', :c || ' days') / 365.25)
        cutoff_season_cos | d | cos(2 * pi() * strftime('%j', '0001-01-01', :c || ' days') / 365.25)
        """;

    private static readonly CustomerHistories s_histories = TestOrders.Histories(
        OrderDatabase.Lines
    );
    private static readonly FeatureTable s_table = FeatureBuilder.Build(
        s_histories,
        OrderDatabase.Cutoff
    );

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var line in Queries.Split('\n'))
        {
            var cells = line.Split('|', 3, StringSplitOptions.TrimEntries);
            cases.Add(cells[0], cells[1], cells[2]);
        }
        return cases;
    }

    [Fact]
    public void Cases_EveryFeatureOfTheCatalog_HasOne() =>
        Cases().Select(c => (string)c[0]).ShouldBe(FeatureCatalog.All.Select(f => f.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Build_RandomShop_AgreesWithSqlite(string feature, string table, string expression)
    {
        var expected = database.Query(table, expression);

        var column = Column(feature);

        var compared = 0;
        foreach (var (customer, value) in expected)
        {
            var actual = column[customer];
            // float32 of the same number: half a unit in the last place of 24 bits, doubled for the division's own rounding;
            // and where numbers near 1 cancel, their double rounding.
            if (value is null)
                float.IsNaN(actual).ShouldBeTrue($"{customer} {actual}");
            else
                Math.Abs(actual - value.Value)
                    .ShouldBeLessThanOrEqualTo((Math.Abs(value.Value) * 1.2e-7) + 1e-13, customer);
            compared++;
        }
        compared.ShouldBeGreaterThan(200);
    }

    private static Dictionary<string, float> Column(string feature)
    {
        var index = FeatureCatalog.All.Select(f => f.Name).ToList().IndexOf(feature);
        var values = s_table.Columns[index].ToArray();
        return s_table
            .Facts.Select((f, row) => (Id: s_histories.CustomerIds[f.Customer], Row: row))
            .ToDictionary(c => c.Id, c => values[c.Row]);
    }
}
