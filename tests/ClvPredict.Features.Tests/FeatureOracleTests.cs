using System.Globalization;
using ClvPredict.TestKit;
using Microsoft.Data.Sqlite;

namespace ClvPredict.Features.Tests;

/// <summary>Features recomputed by SQLite from the order lines, by queries that share nothing with the feature code.</summary>
public class FeatureOracleTests
{
    private static readonly DateOnly s_cutoff = TestOrders.Start.AddDays(480);

    // A purchase day has at least one line that is no return; :c is the cutoff as a day number.
    private const string Days =
        "with d as (select customer, day, sum(amount) spend from lines where day < :c and is_return = 0 group by customer, day) ";

    public static TheoryData<FeatureId, string> Queries =>
        new()
        {
            {
                FeatureId.RepeatOrders,
                Days + "select customer, count(*) - 1 from d group by customer"
            },
            {
                FeatureId.LastOrderAgeDays,
                Days + "select customer, max(day) - min(day) from d group by customer"
            },
            {
                FeatureId.CustomerAgeDays,
                Days + "select customer, :c - 1 - min(day) from d group by customer"
            },
            {
                FeatureId.DaysSinceLastOrder,
                Days + "select customer, :c - max(day) from d group by customer"
            },
            {
                FeatureId.GapMeanDays,
                Days
                    + ", g as (select customer, day - lag(day) over (partition by customer order by day) gap from d) select customer, avg(gap) from g group by customer"
            },
            {
                FeatureId.GapMaxDays,
                Days
                    + ", g as (select customer, day - lag(day) over (partition by customer order by day) gap from d) select customer, max(gap) from g group by customer"
            },
            {
                FeatureId.Orders90d,
                Days + "select customer, sum(day >= :c - 90) from d group by customer"
            },
            {
                FeatureId.Orders365d,
                Days + "select customer, sum(day >= :c - 365) from d group by customer"
            },
            {
                FeatureId.SpendTotal,
                Days + "select customer, sum(spend) / 10000.0 from d group by customer"
            },
            {
                FeatureId.Spend180d,
                Days
                    + "select customer, sum(case when day >= :c - 180 then spend else 0 end) / 10000.0 from d group by customer"
            },
            {
                FeatureId.MeanOrderValue,
                Days + "select customer, avg(spend) / 10000.0 from d group by customer"
            },
            {
                FeatureId.MaxOrderValue,
                Days + "select customer, max(spend) / 10000.0 from d group by customer"
            },
            {
                FeatureId.FirstOrderValue,
                Days
                    + "select customer, spend / 10000.0 from d where day = (select min(day) from d e where e.customer = d.customer)"
            },
            {
                FeatureId.SpendNet,
                "select customer, sum(amount) / 10000.0 from lines where day < :c group by customer"
            },
            {
                FeatureId.OrderCount,
                "select customer, count(distinct order_id) from lines where day < :c and is_return = 0 group by customer"
            },
            {
                FeatureId.DistinctProducts,
                "select customer, count(distinct product) from lines where day < :c and is_return = 0 group by customer"
            },
            {
                FeatureId.ReturnLineShare,
                "select customer, avg(is_return) from lines where day < :c group by customer"
            },
            {
                FeatureId.DiscountShare,
                "select customer, sum(discount) * 1.0 / nullif(sum(amount + discount), 0) from lines where day < :c and is_return = 0 group by customer"
            },
        };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Build_RandomShop_AgreesWithSqlite(FeatureId feature, string sql)
    {
        var lines = TestOrders.Random(11, 300);
        var histories = TestOrders.Histories(lines);
        var expected = Query(lines, sql);

        var table = FeatureBuilder.Build(histories, s_cutoff);

        var compared = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            var customer = histories.CustomerIds[table.Facts[row].Customer];
            var actual = table.Column(feature)[row];
            if (!expected.TryGetValue(customer, out var value))
                continue;
            // float32 of the same number: half a unit in the last place of 24 bits, doubled for the division's own rounding.
            if (value is null)
                float.IsNaN(actual).ShouldBeTrue($"{customer} {actual}");
            else
                Math.Abs(actual - value.Value)
                    .ShouldBeLessThanOrEqualTo(Math.Abs(value.Value) * 1.2e-7, customer);
            compared++;
        }
        compared.ShouldBeGreaterThan(200);
    }

    private static Dictionary<string, double?> Query(IReadOnlyList<TestLine> lines, string sql)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText =
            "create table lines (customer text, day int, amount int, discount int, is_return int, order_id text, product text)";
        create.ExecuteNonQuery();
        using (var transaction = connection.BeginTransaction())
        {
            using var insert = connection.CreateCommand();
            insert.CommandText =
                "insert into lines values ($customer, $day, $amount, $discount, $return, $order, $product)";
            foreach (var line in lines)
            {
                insert.Parameters.Clear();
                insert.Parameters.AddWithValue("$customer", line.Customer);
                insert.Parameters.AddWithValue("$day", line.Day.DayNumber);
                insert.Parameters.AddWithValue("$amount", (long)(line.Amount * 10_000));
                insert.Parameters.AddWithValue("$discount", (long)(line.Discount * 10_000));
                insert.Parameters.AddWithValue("$return", line.IsReturn ? 1 : 0);
                insert.Parameters.AddWithValue("$order", line.Order);
                insert.Parameters.AddWithValue("$product", line.Product);
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        using var query = connection.CreateCommand();
        query.CommandText = sql.Replace(
            ":c",
            s_cutoff.DayNumber.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
        using var reader = query.ExecuteReader();
        var result = new Dictionary<string, double?>(StringComparer.Ordinal);
        while (reader.Read())
            result[reader.GetString(0)] = reader.IsDBNull(1) ? null : reader.GetDouble(1);
        return result;
    }
}
