using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClvPredict.Data.Parquet;
using ClvPredict.TestKit;
using static ClvPredict.Data.Sql.Tests.OnDatabaseAttribute;

namespace ClvPredict.Data.Sql.Tests;

/// <summary>The sample's orders through CSV, Parquet, SQLite, PostgreSQL and ClickHouse are the same orders.</summary>
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

    [Theory]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Read_SampleInClickHouse_IsTheCsv(string on)
    {
        using var database = FillClickHouse(on);

        var log = database.Read();

        ShouldBeTheCsv(log);
    }

    [Fact]
    public void Read_SampleInParquet_IsTheCsv()
    {
        var file = WriteParquet();
        try
        {
            ShouldBeTheCsv(OrderReader.Read([file], new OrderReadOptions { Threads = 2 }));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [ServerFact(ServerFactAttribute.Postgres, ServerFactAttribute.ClickHouse)]
    public void Read_SampleFromAllFive_IsOneHistoryAlsoInPart()
    {
        var parquet = WriteParquet();
        using var sqlite = FillSqlite();
        using var postgres = FillPostgres();
        using var clickHouse = FillClickHouse();
        var part = new OrderReadOptions
        {
            Shard = new CustomerShard(2, 3),
            From = new DateOnly(2023, 3, 1),
            Before = new DateOnly(2024, 9, 1),
        };

        var (whole, parts) = (ReadAll(new OrderReadOptions()), ReadAll(part));
        File.Delete(parquet);

        whole.ShouldHaveSingleItem();
        parts.ShouldHaveSingleItem().Digest.ShouldNotBe(whole[0].Digest);
        var (first, last) = (parts[0].Histories.FirstDay, parts[0].Histories.LastDay);
        (first, last).ShouldBe((new DateOnly(2023, 3, 1), new DateOnly(2024, 8, 31)));
        parts[0].Histories.CustomerCount.ShouldBeInRange(400, 800);

        // The distinct results of the five sources.
        List<(string Digest, CustomerHistories Histories)> ReadAll(OrderReadOptions options) =>
            [
                .. new[]
                {
                    OrderReader.Read([s_file], options),
                    OrderReader.Read([parquet], options),
                    sqlite.Read(options: options),
                    postgres.Read(options: options),
                    clickHouse.Read(options: options),
                }
                    .Select(log =>
                        (TableDigest.Of(log.Orders, default), CustomerHistories.Build(log.Orders))
                    )
                    .DistinctBy(result => result.Item1),
            ];
    }

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void ReadSorted_ShardsOfSomeDays_AreThoseOfTheCsv(string on)
    {
        using TestDatabase database = on switch
        {
            OnSqlite => FillSqlite(),
            OnPostgres => FillPostgres(),
            _ => FillClickHouse(on),
        };
        for (var number = 1; number <= 3; number++)
        {
            var part = new OrderReadOptions
            {
                Shard = new CustomerShard(number, 3),
                From = new DateOnly(2023, 3, 1),
                Before = new DateOnly(2024, 9, 1),
            };

            using var sorted = SqlOrderSource.ReadSorted(
                database.Source,
                part,
                new SqlReadOptions()
            );
            var lines = sorted.Read().SelectMany(OrderTableText.Lines).ToList();

            lines.ShouldBe(OrderTableText.Lines(OrderReader.Read([s_file], part).Orders));
            lines.Count.ShouldBeGreaterThan(1_000);
        }
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
        OrderTableText.Lines(log.Orders).ShouldBe(OrderTableText.Lines(csv.Orders));
    }

    /// <summary>The sample in columns of every type that the writer has; the caller deletes it.</summary>
    private static string WriteParquet()
    {
        var path = Path.Combine(Path.GetTempPath(), $"clv-{Guid.NewGuid():N}.parquet");
        using var file = File.Create(path);
        var rows = File.ReadLines(s_file).Select(line => line.Split(',')).ToList();
        var types = new Dictionary<string, ParquetWriteType>
        {
            ["order_date"] = ParquetWriteType.Date,
            ["quantity"] = ParquetWriteType.Int32,
            ["unit_price"] = ParquetWriteType.Double,
            ["discount"] = ParquetWriteType.Double,
            ["amount"] = ParquetWriteType.Double,
        };
        var columns = rows[0]
            .Select(name => new ParquetWriteColumn(
                name,
                types.GetValueOrDefault(name, ParquetWriteType.Text)
            ))
            .ToImmutableArray();
        var writer = new ParquetWriter(file, columns, new() { RowsPerGroup = 3_000 });
        foreach (var row in rows.Skip(1))
        {
            for (var i = 0; i < row.Length; i++)
                Write(writer, columns[i].Type, row[i]);
            writer.EndRow();
        }
        writer.Complete();
        return path;
    }

    private static void Write(ParquetWriter writer, ParquetWriteType type, string text)
    {
        if (text.Length == 0)
            writer.WriteNull();
        else if (type == ParquetWriteType.Date)
            writer.Write(DateOnly.Parse(text, CultureInfo.InvariantCulture));
        else if (type == ParquetWriteType.Int32)
            writer.Write(long.Parse(text, CultureInfo.InvariantCulture));
        else if (type == ParquetWriteType.Double)
            writer.Write(double.Parse(text, CultureInfo.InvariantCulture));
        else
            writer.Write(text);
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

    private static ClickHouseDatabase FillClickHouse(string on = OnClickHouse)
    {
        var database = new ClickHouseDatabase(on);
        database.Run(
            "CREATE TABLE {0} (customer_id String, order_id String, order_date Date, product_id FixedString(4), category String, channel Nullable(String), quantity Int32, unit_price Decimal(12, 4), discount Float64, amount Decimal(18, 2)) ENGINE = MergeTree PARTITION BY tuple() ORDER BY (customer_id, order_date)"
        );
        database.Run("INSERT INTO {0} FORMAT CSVWithNames\n" + File.ReadAllText(s_file));
        return database;
    }
}
