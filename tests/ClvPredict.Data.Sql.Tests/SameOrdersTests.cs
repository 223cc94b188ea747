using System.Text;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Sql.Tests;

/// <summary>The sample's orders through CSV, SQLite, PostgreSQL and ClickHouse are the same orders.</summary>
public class SameOrdersTests
{
    private static readonly string s_file = RepositoryFiles.PathOf("data", "sample-orders.csv");

    [Fact]
    public void Read_SampleInSqlite_IsTheCsv()
    {
        using var database = FillSqlite();

        var log = database.Read();

        ShouldBeTheCsv(log);
    }

    [ServerFact(ServerFactAttribute.Postgres)]
    public void Read_SampleInPostgres_IsTheCsv()
    {
        using var database = FillPostgres();

        var log = database.Read();

        ShouldBeTheCsv(log);
    }

    [ServerFact(ServerFactAttribute.ClickHouse)]
    public void Read_SampleInClickHouse_IsTheCsv()
    {
        using var database = FillClickHouse();

        var log = database.Read();

        ShouldBeTheCsv(log);
    }

    [ServerFact(ServerFactAttribute.Postgres, ServerFactAttribute.ClickHouse)]
    public void Read_SampleInAllThree_HasOneDigestAndTheSameShards()
    {
        using var sqlite = FillSqlite();
        using var postgres = FillPostgres();
        using var clickHouse = FillClickHouse();
        var options = new SqlReadOptions
        {
            Shard = new SqlShard(2, 3),
            From = new DateOnly(2023, 3, 1),
            Before = new DateOnly(2024, 9, 1),
        };

        var whole = new[] { sqlite.Read(), postgres.Read(), clickHouse.Read() };
        var parts = new[]
        {
            sqlite.Read(options),
            postgres.Read(options),
            clickHouse.Read(options),
        };

        whole.Select(l => l.Report.Digest).Distinct().ShouldHaveSingleItem();
        parts.Select(l => l.Report.Digest).Distinct().ShouldHaveSingleItem();
        parts[0].Report.Digest.ShouldNotBe(whole[0].Report.Digest);
        var days = parts[0].Orders.Day;
        DateOnly.FromDayNumber(days.Min()).ShouldBe(new DateOnly(2023, 3, 1));
        DateOnly.FromDayNumber(days.Max()).ShouldBe(new DateOnly(2024, 8, 31));
        parts[0].Orders.CustomerIds.Length.ShouldBeInRange(400, 800);
    }

    private static void ShouldBeTheCsv(OrderLog log)
    {
        var csv = OrderReader.Read([s_file], new OrderReadOptions());

        log.Report.Ledger.ShouldBe(csv.Report.Ledger);
        log.Report.WithoutCustomer.ShouldBe(csv.Report.WithoutCustomer);
        log.Report.LinesRead.ShouldBe(csv.Report.LinesRead);
        log.Report.LinesUsed.ShouldBe(csv.Report.LinesUsed);
        log.Report.Rejected.ShouldBe(csv.Report.Rejected);
        log.Report.Repairs.ShouldBe(csv.Report.Repairs);
        log.Report.Columns.ShouldBe(csv.Report.Columns);
        log.Report.DateFormat.ShouldBe(csv.Report.DateFormat);
        var (actual, expected) = (
            CustomerHistories.Build(log.Orders),
            CustomerHistories.Build(csv.Orders)
        );
        actual.Offsets.ShouldBe(expected.Offsets);
        actual.StartsOrder.ShouldBe(expected.StartsOrder);
        ShouldBeEqual(actual.Lines, expected.Lines);
    }

    private static void ShouldBeEqual(OrderTable actual, OrderTable expected)
    {
        actual.CustomerIds.ShouldBe(expected.CustomerIds);
        actual.OrderIds.ShouldBe(expected.OrderIds);
        actual.Products.ShouldBe(expected.Products);
        actual.Categories.ShouldBe(expected.Categories);
        actual.Channels.ShouldBe(expected.Channels);
        actual.Countries.ShouldBe(expected.Countries);
        actual.Customer.ShouldBe(expected.Customer);
        actual.Day.ShouldBe(expected.Day);
        actual.SecondOfDay.ShouldBe(expected.SecondOfDay);
        actual.AmountMinor.ShouldBe(expected.AmountMinor);
        actual.IsReturn.ShouldBe(expected.IsReturn);
        actual.Order.ShouldBe(expected.Order);
        actual.Product.ShouldBe(expected.Product);
        actual.Category.ShouldBe(expected.Category);
        actual.Channel.ShouldBe(expected.Channel);
        actual.Country.ShouldBe(expected.Country);
        actual.Quantity.ShouldBe(expected.Quantity);
        actual.DiscountMinor.ShouldBe(expected.DiscountMinor);
    }

    private static SqliteDatabase FillSqlite()
    {
        var database = new SqliteDatabase();
        database.Run(
            "CREATE TABLE {0} (customer_id TEXT, order_id TEXT, order_date TEXT, product_id TEXT, category TEXT, channel TEXT, quantity INTEGER, unit_price REAL, discount REAL, amount NUMERIC)"
        );
        var insert = new StringBuilder("INSERT INTO {0} VALUES ");
        insert.AppendJoin(
            ',',
            File.ReadLines(s_file)
                .Skip(1)
                .Select(l => $"('{l.Replace(",", "','", StringComparison.Ordinal)}')")
        );
        database.Run(insert.ToString());
        return database;
    }

    private static PostgresDatabase FillPostgres()
    {
        var database = new PostgresDatabase();
        database.Run(
            "CREATE TABLE {0} (customer_id text, order_id varchar(20), order_date date, product_id text, category text, channel text, quantity int, unit_price numeric(12,4), discount float8, amount numeric)"
        );
        database.Copy(File.ReadAllText(s_file));
        return database;
    }

    private static ClickHouseDatabase FillClickHouse()
    {
        var database = new ClickHouseDatabase();
        database.Run(
            "CREATE TABLE {0} (customer_id String, order_id String, order_date Date, product_id FixedString(4), category String, channel Nullable(String), quantity Int32, unit_price Decimal(12, 4), discount Float64, amount Decimal(18, 2)) ENGINE = MergeTree PARTITION BY tuple() ORDER BY (customer_id, order_date)"
        );
        database.Run("INSERT INTO {0} FORMAT CSVWithNames\n" + File.ReadAllText(s_file));
        return database;
    }
}
