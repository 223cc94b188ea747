using System.Text;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.ClickHouse;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;
using static ClvPredict.Data.Sql.Tests.OnDatabaseAttribute;

namespace ClvPredict.Data.Sql.Tests;

public class ClickHouseOrdersTests
{
    [Theory]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Read_TypesOfAllKinds_AreExact(string on)
    {
        using var database = new ClickHouseDatabase(on);
        database.Run(
            "CREATE TABLE {0} (customer Nullable(UInt64), ordered_at DateTime, amount Nullable(Decimal(18, 5)), quantity Float32, discount Nullable(Float64), is_return UInt8, channel Enum8('web' = 1, 'a,\"b' = 2), country FixedString(3), product Nullable(FixedString(3)), `odd``name` UUID) ENGINE = Memory"
        );
        database.Run(
            "INSERT INTO {0} VALUES (18446744073709551615, '2023-01-01 23:59:59', 1234567890.23455, 1.5, 0.1, 0, 'web', 'DE', 'p', '61f0c404-5cb3-11e7-907b-a6006ad3dba0'), (7, '2023-01-02 00:00:00', 7, 2, NULL, 1, 'a,\"b', 'GB', NULL, '61f0c404-5cb3-11e7-907b-a6006ad3dba0'), (NULL, '2023-01-02 00:00:00', NULL, 2, 0, 1, 'web', '', '', '61f0c404-5cb3-11e7-907b-a6006ad3dba0')"
        );
        var options = new OrderReadOptions
        {
            MaxRejectShare = 1,
            Map = new OrderReadOptions().Map.Add("order_id", "odd`name"),
        };

        var log = database.Read(options: options);

        log.Orders.CustomerIds.ShouldBe(["18446744073709551615", "7"]);
        log.Orders.SecondOfDay.ShouldBe([86_399, 0]);
        log.Orders.AmountMinor.ShouldBe([12_345_678_902_346L, -70_000]);
        log.Orders.Quantity.ShouldBe([1.5, 2]);
        log.Orders.DiscountMinor.ShouldBe([1_000L, 0]);
        log.Orders.Channels.ShouldBe(["a,\"b", "web"]);
        log.Orders.Countries.ShouldBe(["DE", "GB"]);
        log.Orders.Products.ShouldBe(["p"]);
        log.Orders.Order.ShouldBe([0, 0]);
        log.Report.Rejected.Keys.ShouldBe(["amount is missing"]);
    }

    [Theory]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Read_Instants_AreDaysAsWrittenOrOfTheZoneGiven(string on)
    {
        using var database = new ClickHouseDatabase(on);
        database.Run(
            "CREATE TABLE {0} (customer String, ordered_at DateTime('America/New_York'), amount Array(Int32), total Int64) ENGINE = Memory"
        );
        database.Run("INSERT INTO {0} VALUES ('a', '2023-01-01 23:30:00', [1], 1)");
        var options = new OrderReadOptions
        {
            Map = new OrderReadOptions().Map.Add("amount", "total"),
        };
        var berlin = new SqlReadOptions { TimeZone = "Europe/Berlin" };

        DayOf(database.Read(options: options)).ShouldBe(new DateOnly(2023, 1, 1));
        DayOf(database.Read(options: options with { Before = new DateOnly(2023, 1, 2) }))
            .ShouldBe(new DateOnly(2023, 1, 1));
        DayOf(database.Read(berlin, options)).ShouldBe(new DateOnly(2023, 1, 2));
        DayOf(
                database.Read(
                    berlin,
                    options with
                    {
                        From = new DateOnly(2023, 1, 2),
                        Before = new DateOnly(2200, 1, 1),
                    }
                )
            )
            .ShouldBe(new DateOnly(2023, 1, 2));
        database.Refusal().ShouldContain("has the type Array(Int32)");
    }

    [ServerFact(ServerFactAttribute.ClickHouse)]
    public void Read_WhatIsNotThere_IsRefusedInOneSentence()
    {
        using var database = new ClickHouseDatabase();
        database.Run("CREATE TABLE {0} (customer String, day Date, amount Int64) ENGINE = Memory");
        var password = new Uri(database.Address).UserInfo.Split(':')[1];
        string Of(string source) =>
            Should
                .Throw<OrderDataException>(() =>
                    SqlOrderSource.Read(source, new OrderReadOptions(), new SqlReadOptions())
                )
                .ToString();

        var nobody = Of(
            database.Source.Replace(password, "no-such-word", StringComparison.Ordinal)
        );
        nobody.ShouldContain("does not let the user 'clv' in");
        nobody.ShouldNotContain("no-such-word");
        Of(database.Address + "?table=nope").ShouldContain("no such table");
        Of(database.Address + "?table=nope.x").ShouldContain("no such database");
        Of("clickhouse://u:no-such-word@127.0.0.1:1/x?table=x")
            .ShouldContain("cannot connect to 127.0.0.1:1");
        database
            .Refusal(new SqlReadOptions { Query = $"SELECT nope FROM {database.Table}" })
            .ShouldContain("no such column");
        database.Refusal().ShouldContain("no order lines");
    }

    [ServerFact(ServerFactAttribute.ClickHouse)]
    public void Read_FailureAmongTheRows_IsRefused()
    {
        using var database = new ClickHouseDatabase();

        var refusal = database.Refusal(
            new SqlReadOptions
            {
                Query =
                    "SELECT toString(number) AS customer, toDate('2023-01-01') AS day, intDiv(1, 1500000 - number) AS amount FROM system.numbers LIMIT 2000000",
            }
        );

        refusal.ShouldContain("Division by zero");
    }

    [Fact]
    public void Rows_ErrorTextAfterTheFirst_IsRefused()
    {
        byte[] answer =
        [
            1,
            1,
            (byte)'a',
            .. "Code: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)"u8,
        ];

        var error = Should.Throw<OrderDataException>(() => Fill(answer));

        error.Message.ShouldContain("refused the query: Memory limit exceeded");
    }

    [Fact]
    public void Rows_CutOff_AreRefused()
    {
        Should
            .Throw<OrderDataException>(() => Fill([1, 5, (byte)'a']))
            .Message.ShouldContain("broke off");
        Should.Throw<OrderDataException>(() => Fill([1, 0xFF, 0xFF, 0xFF, 0x7F]));
    }

    [Fact]
    public void Rows_LongText_IsWhole()
    {
        var text = new string('x', 300);

        Fill([1, 0xAC, 0x02, .. Encoding.UTF8.GetBytes(text), 1, 0]).ShouldBe(text + "\n\n");
    }

    [Theory]
    [InlineData("LowCardinality(Nullable(String))", "ifNull(`c`, '')")]
    [InlineData("String", "`c`")]
    [InlineData("Nullable(FixedString(3))", "ifNull(toStringCutToZero(`c`), '')")]
    [InlineData("DateTime64(3, 'UTC')", "toString(`c`, 'Europe/Berlin')")]
    [InlineData("Decimal(10, 2)", "toString(`c`)")]
    [InlineData("UInt256", "toString(`c`)")]
    public void Dialect_Types_BecomeText(string type, string expected)
    {
        var column = new SqlColumn("c", type, ClickHouseDialect.KindOf(type));

        column.Kind.ShouldNotBe(SqlColumnKind.Unsupported);
        new ClickHouseDialect().Text(column, "Europe/Berlin").ShouldBe(expected);
    }

    [Theory]
    [InlineData("Array(String)")]
    [InlineData("IntervalDay")]
    [InlineData("Tuple(Int8, Int8)")]
    [InlineData("JSON")]
    public void Dialect_OtherTypes_AreUnsupported(string type) =>
        ClickHouseDialect.KindOf(type).ShouldBe(SqlColumnKind.Unsupported);

    private static string Fill(byte[] answer)
    {
        var address = SqlAddress.Parse("clickhouse://db?table=t", _ => null);
        using var response = new HttpResponseMessage { Content = new ByteArrayContent(answer) };
        var column = new SqlColumn("c", "String", SqlColumnKind.Text);
        using var rows = new ClickHouseRows(address, response, [column], CancellationToken.None);
        var csv = new CsvRows((byte)'.');
        var text = new StringBuilder();
        var buffer = new byte[1_000];
        for (var hasMore = true; hasMore; )
        {
            hasMore = rows.Fill(csv);
            text.Append(Encoding.UTF8.GetString(buffer, 0, csv.Take(buffer)));
        }
        return text.ToString();
    }

    private static DateOnly DayOf(OrderLog log) => DateOnly.FromDayNumber(log.Orders.Day.Single());
}
