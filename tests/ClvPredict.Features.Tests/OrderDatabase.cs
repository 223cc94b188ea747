using System.Globalization;
using ClvPredict.TestKit;
using Microsoft.Data.Sqlite;

namespace ClvPredict.Features.Tests;

/// <summary>Order lines in SQLite, with the tables that the oracle's queries read.</summary>
public sealed class OrderDatabase : IDisposable
{
    // :c is the cutoff, :f the first day of the log, as day numbers; a purchase day has a line that is no return.
    private const string Tables = """
        create table l as select * from lines where day < :c;
        create table p as select * from l where is_return = 0;
        create table d as
            select *, row_number() over w i, count(*) over (partition by customer) m,
                min(day) over (partition by customer) first, avg(s) over (partition by customer) mean
            from (select customer, day, min(date) date, sum(amount) s, sum(discount) disc, count(*) n
                from p group by customer, day)
            window w as (partition by customer order by day);
        create table g as
            select *, lag(gap) over (partition by customer order by day) prev,
                row_number() over (partition by customer order by gap nulls last) r,
                count(gap) over (partition by customer) k, max(day) over (partition by customer) last
            from (select customer, day, i, m, day - lag(day) over (partition by customer order by day) gap from d);
        create table products as select customer, count(*) n from p where product is not null group by customer, product;
        create table categories as select customer, count(*) n from p where category is not null group by customer, category;
        create table channels as select customer, count(*) n from p where channel is not null group by customer, channel;
        create table seen as
            select customer, day, min(day) over (partition by customer, product) since,
                max(day) over (partition by customer) last
            from p where product is not null;
        """;

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public OrderDatabase()
    {
        _connection.Open();
        Execute(
            "create table lines (customer text, day int, date text, amount int, discount int, cost int, quantity real, is_return int, order_id text, product text, category text, channel text, country text)"
        );
        using (var transaction = _connection.BeginTransaction())
        {
            foreach (var line in Lines)
                Insert(line);
            transaction.Commit();
        }
        Execute(Tables);
    }

    public static DateOnly Cutoff { get; } = TestOrders.Start.AddDays(480);

    public static IReadOnlyList<TestLine> Lines { get; } = TestOrders.Random(11, 300);

    /// <summary>A number a customer; null where SQL says null.</summary>
    public IReadOnlyDictionary<string, double?> Query(string table, string expression)
    {
        using var query = _connection.CreateCommand();
        query.CommandText = Fill($"select customer, {expression} from {table} group by customer");
        using var reader = query.ExecuteReader();
        var result = new Dictionary<string, double?>(StringComparer.Ordinal);
        while (reader.Read())
            result[reader.GetString(0)] = reader.IsDBNull(1) ? null : reader.GetDouble(1);
        return result;
    }

    public void Dispose() => _connection.Dispose();

    private void Insert(TestLine line)
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText =
            "insert into lines values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)";
        object[] values =
        [
            line.Customer,
            line.Day.DayNumber,
            line.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            (long)(line.Amount * 10_000),
            (long)(line.Discount * 10_000),
            (long)(line.Cost * 10_000),
            line.Quantity,
            line.IsReturn ? 1 : 0,
            line.Order,
            Text(line.Product),
            Text(line.Category),
            Text(line.Channel),
            Text(line.Country),
        ];
        for (var i = 0; i < values.Length; i++)
            insert.Parameters.AddWithValue($"?{i + 1}", values[i]);
        insert.ExecuteNonQuery();
    }

    private static object Text(string value) => value.Length > 0 ? value : DBNull.Value;

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = Fill(sql);
        command.ExecuteNonQuery();
    }

    private static string Fill(string sql) =>
        sql.Replace(
                ":c",
                Cutoff.DayNumber.ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            )
            .Replace(
                ":f",
                Lines.Min(l => l.Day.DayNumber).ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            );
}
