namespace ClvPredict.Data.Sql.Tests;

public class PostgresOrdersTests
{
    [ServerFact(ServerFactAttribute.Postgres)]
    public void Read_TypesOfAllKinds_AreExact()
    {
        using var database = new PostgresDatabase();
        database.Run(
            "CREATE TABLE {0} (customer uuid, ordered_at timestamp, amount numeric, quantity float4, discount float8, is_return boolean, channel char(6))"
        );
        database.Run(
            "INSERT INTO {0} VALUES ('61f0c404-5cb3-11e7-907b-a6006ad3dba0', '2023-01-01 23:59:59.75', 12345678901.2345, 1.5, 0.1, false, 'web'), ('61f0c404-5cb3-11e7-907b-a6006ad3dba0', '2023-01-02', 7.00005, 2, 0, true, 'a,\"b'), (NULL, '2023-01-02', 'NaN', 2, 0, true, NULL), (NULL, 'infinity', 1, 2, 0, true, NULL)"
        );

        var log = database.Read();

        log.Orders.CustomerIds.ShouldBe(["61f0c404-5cb3-11e7-907b-a6006ad3dba0"]);
        log.Orders.SecondOfDay.ShouldBe([86_399, 0]);
        log.Orders.AmountMinor.ShouldBe([123_456_789_012_345L, -70_000]);
        log.Orders.Quantity.ShouldBe([1.5, 2]);
        log.Orders.DiscountMinor.ShouldBe([1_000L, 0]);
        log.Orders.Channels.ShouldBe(["a,\"b", "web"]);
        log.Report.Rejected.Keys.ShouldBe([
            "amount is not a number",
            "date is not in the format of the input",
        ]);
    }

    [ServerFact(ServerFactAttribute.Postgres)]
    public void Read_Instants_AreDaysOfUtcOrOfTheZoneGiven()
    {
        using var database = new PostgresDatabase();
        database.Run(
            "CREATE TABLE {0} (customer text, ordered_at timestamptz, amount money, total int)"
        );
        database.Run("INSERT INTO {0} VALUES ('a', '2023-01-01 23:30:00+00', 1, 1)");
        var options = new OrderReadOptions
        {
            Map = new OrderReadOptions().Map.Add("amount", "total"),
        };
        var berlin = new SqlReadOptions { TimeZone = "Europe/Berlin" };

        DayOf(database.Read(options: options)).ShouldBe(new DateOnly(2023, 1, 1));
        DayOf(database.Read(berlin, options)).ShouldBe(new DateOnly(2023, 1, 2));
        DayOf(database.Read(berlin, options with { From = new DateOnly(2023, 1, 2) }))
            .ShouldBe(new DateOnly(2023, 1, 2));
        Should.Throw<OrderDataException>(() =>
            database.Read(options: options with { From = new DateOnly(2023, 1, 2) })
        );
        database.Refusal().ShouldContain("the column 'amount' for amount has the type money");
        database
            .Refusal(
                new SqlReadOptions
                {
                    TimeZone = "Mars/North",
                    Query = $"SELECT customer, ordered_at, total FROM {database.Table}",
                }
            )
            .ShouldContain("Mars/North");
    }

    [ServerFact(ServerFactAttribute.Postgres)]
    public void Read_Enumerations_AreTheirNames()
    {
        using var database = new PostgresDatabase();
        database.Run("CREATE TYPE e_{0} AS ENUM ('web', 'shop')");
        database.Run("CREATE TABLE {0} (customer int, day date, amount int, channel e_{0})");
        database.Run("INSERT INTO {0} VALUES (1, '2023-01-01', 1, 'shop')");

        var log = database.Read();
        database.Run("DROP TABLE {0}; DROP TYPE e_{0}");

        log.Orders.Channels.ShouldBe(["shop"]);
    }

    [ServerFact(ServerFactAttribute.Postgres)]
    public void Read_WhatIsNotThere_IsRefusedInOneSentence()
    {
        using var database = new PostgresDatabase();
        database.Run("CREATE TABLE {0} (customer text, day text, amount int)");
        var uri = new Uri(database.Address);
        var password = uri.UserInfo.Split(':')[1];
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
        Of(database.Address.Replace("/postgres", "/nope", StringComparison.Ordinal) + "?table=x")
            .ShouldContain("no such database");
        var nowhere = Of($"postgres://u:no-such-word@127.0.0.1:1/x?table=x");
        nowhere.ShouldContain("cannot connect to 127.0.0.1:1");
        nowhere.ShouldNotContain("no-such-word");
        database
            .Refusal(new SqlReadOptions { Query = $"SELECT nope FROM {database.Table}" })
            .ShouldContain("no such column");
        database
            .Refusal(new SqlReadOptions { Query = "DELETE" })
            .ShouldContain("refused the query");
        database.Refusal().ShouldContain("no order lines");
        database.Refusal().ShouldNotContain(password);
    }

    [ServerFact(ServerFactAttribute.Postgres)]
    public void Read_FailureAmongTheRows_IsRefused()
    {
        using var database = new PostgresDatabase();

        var refusal = database.Refusal(
            new SqlReadOptions
            {
                Query =
                    "SELECT 'c' || i AS customer, DATE '2023-01-01' AS day, 1 / (200000 - i) AS amount FROM generate_series(1, 300000) i",
            }
        );

        refusal.ShouldContain("division by zero");
    }

    [ServerFact(ServerFactAttribute.Postgres)]
    public void Read_CancelledWhileTheServerWorks_Stops()
    {
        using var database = new PostgresDatabase();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var query = new SqlReadOptions
        {
            Query =
                "SELECT 'c' AS customer, DATE '2023-01-01' AS day, 1 AS amount FROM pg_sleep(60)",
        };

        Should.Throw<OperationCanceledException>(() =>
            SqlOrderSource.Read(database.Address, new OrderReadOptions(), query, ct: stop.Token)
        );
    }

    private static DateOnly DayOf(OrderLog log) => DateOnly.FromDayNumber(log.Orders.Day.Single());
}
