using System.Collections.Immutable;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Sql.Tests;

public sealed class SqliteOrdersTests : IDisposable
{
    private const string Create = "CREATE TABLE {0} (customer_id, order_date, amount, note); ";

    private readonly SqliteDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Read_ValuesOfSeveralTypes_AreExact()
    {
        _database.Run(
            Create
                + "INSERT INTO {0} VALUES ('C\"1, x', '2023-01-01 10:20:30', 19.99, 1), (42, '2023-01-02', 7, 1), ('C2', '2023-01-03', '0.1234', 1), ('C2', '2023-01-03', 1e-3, 1)"
        );

        var orders = _database.Read().Orders;

        orders.CustomerIds.ShouldBe(["42", "C\"1, x", "C2"]);
        orders.AmountMinor.ShouldBe([70_000L, 199_900, 10, 1_234]);
        orders.SecondOfDay[1].ShouldBe(37_230);
    }

    [Fact]
    public void Read_Nulls_AreLinesWithoutCustomerOrRejects()
    {
        _database.Run(
            Create
                + "INSERT INTO {0} VALUES ('C1', '2023-01-01', 1, 0), (NULL, '2023-01-01', 2.5, 0), ('C1', NULL, 1, 0), ('C1', '2023-01-01', NULL, 0)"
        );

        var report = _database.Read().Report;

        report.LinesUsed.ShouldBe(1);
        report.LinesWithoutCustomer.ShouldBe(1);
        report.WithoutCustomer.ShouldBe(new Ledger(25_000, 0));
        report.Rejected.ShouldBe(
            ImmutableSortedDictionary.CreateRange<string, long>([
                new("date is missing", 1),
                new("amount is missing", 1),
            ])
        );
        report.FirstRejected.Select(r => r.LineNumber).ShouldBe([4L, 5L]);
    }

    [Fact]
    public void ReadSorted_CustomersInAnyOrder_AreThoseOfARead()
    {
        _database.Run(
            Create
                + "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999) INSERT INTO {0} SELECT 'C' || (i * 37 % 250), '2023-01-01', i, 0 FROM n"
        );

        using var sorted = SqlOrderSource.ReadSorted(
            _database.Source,
            new OrderReadOptions(),
            new SqlReadOptions()
        );
        var tables = sorted.Read().ToArray();

        tables
            .SelectMany(OrderTableText.Lines)
            .ShouldBe(OrderTableText.Lines(_database.Read().Orders));
        sorted.Report().LinesUsed.ShouldBe(1_000);
    }

    [Fact]
    public void Read_Shards_HaveEveryCustomerOnce()
    {
        _database.Run(
            Create
                + "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999) INSERT INTO {0} SELECT CASE WHEN i % 3 = 0 THEN ' C' ELSE 'C' END || (i / 4), '2023-01-01', 1, 0 FROM n"
        );

        var shards = Enumerable
            .Range(1, 4)
            .Select(n => _database.Read(options: TestDatabase.Lenient with { Shard = new(n, 4) }))
            .ToList();

        shards.Sum(s => s.Report.LinesRead).ShouldBe(1_000);
        shards.SelectMany(s => s.Orders.CustomerIds).Distinct().Count().ShouldBe(250);
        shards.Sum(s => s.Orders.CustomerIds.Length).ShouldBe(250);
        shards.ShouldAllBe(s => s.Orders.CustomerIds.Length > 40);
    }

    [Fact]
    public void Read_Bounds_AreHalfOpenAndKeepRejects()
    {
        _database.Run(
            Create
                + "INSERT INTO {0} VALUES ('a', '2022-12-31 23:59:59', 1, 0), ('b', '2023-01-01', 1, 0), ('c', ' 2023-01-31T23:59:59', 1, 0), ('d', '2023-02-01 00:00:00', 1, 0), ('e', 'soon', 1, 0), ('f', NULL, 1, 0)"
        );
        var bounds = TestDatabase.Lenient with
        {
            From = new DateOnly(2023, 1, 1),
            Before = new DateOnly(2023, 2, 1),
        };

        var log = _database.Read(options: bounds);

        log.Orders.CustomerIds.ShouldBe(["b", "c"]);
        log.Report.LinesRejected.ShouldBe(2);
    }

    [Fact]
    public void Read_BoundsOnOtherDateFormats_HoldToo()
    {
        _database.Run(
            Create + "INSERT INTO {0} VALUES ('a', '31/12/2022', 1, 0), ('b', '01/01/2023', 2, 0)"
        );

        var log = _database.Read(
            options: TestDatabase.Lenient with
            {
                From = new DateOnly(2023, 1, 1),
            }
        );

        log.Orders.CustomerIds.ShouldBe(["b"]);
        log.Report.LeftOut.ShouldBe(new Ledger(10_000, 0));
    }

    [Fact]
    public void Read_BoundsInAZone_AreThoseOfTheBusinessesDays()
    {
        _database.Run(
            Create
                + "INSERT INTO {0} VALUES ('a', '2022-12-31T23:30:00Z', 1, 0), ('b', '2022-12-31T22:30:00Z', 1, 0)"
        );

        var log = _database.Read(
            options: TestDatabase.Lenient with
            {
                From = new DateOnly(2023, 1, 1),
                TimeZone = "Europe/Vienna",
            }
        );

        log.Orders.CustomerIds.ShouldBe(["a"]);
    }

    [Fact]
    public void Read_Query_MayEndWithSemicolonOrComment()
    {
        _database.Run(
            Create + "INSERT INTO {0} VALUES ('a', '2023-01-01', 1, 0), ('b', '2023-01-02', 2, 0)"
        );
        var query =
            $"SELECT customer_id AS buyer_id, order_date AS day, amount * 2 AS total FROM {_database.Table}";

        var plain = _database.Read(new SqlReadOptions { Query = query + " ; " });
        var commented = _database.Read(new SqlReadOptions { Query = query + " -- all" });

        plain.Orders.AmountMinor.ShouldBe([20_000L, 40_000]);
        commented.Report.Columns["customer_id"].ShouldBe("buyer_id");
    }

    [Fact]
    public void Read_OtherOrderOfRows_HasTheSameDigest()
    {
        _database.Run(
            Create + "INSERT INTO {0} VALUES ('a', '2023-01-01', 1, 0), ('b', '2023-01-02', 2, 0)"
        );
        var query = $"SELECT * FROM {_database.Table} ORDER BY customer_id ";

        var rising = _database.Read(new SqlReadOptions { Query = query });
        var falling = _database.Read(new SqlReadOptions { Query = query + "DESC" });
        _database.Run("UPDATE {0} SET amount = 3 WHERE customer_id = 'b'");
        var changed = _database.Read(new SqlReadOptions { Query = query });

        falling.Report.Digest.ShouldBe(rising.Report.Digest);
        changed.Report.Digest.ShouldNotBe(rising.Report.Digest);
    }

    [Fact]
    public void Read_OddNames_AreQuoted()
    {
        const string Odd = "o\"r; DROP TABLE x; --";
        _database.Run(
            "CREATE TABLE \"o\"\"r; DROP TABLE x; --\" (\"customer \"\"id\", order_date, amount); INSERT INTO \"o\"\"r; DROP TABLE x; --\" VALUES ('a', '2023-01-01', 5)"
        );
        var options = new OrderReadOptions
        {
            Map = new OrderReadOptions().Map.Add("customer_id", "customer \"id"),
        };

        var log = SqlOrderSource.Read(
            $"{_database.Address}?table={Uri.EscapeDataString(Odd)}",
            options,
            new SqlReadOptions()
        );

        log.Orders.CustomerIds.ShouldBe(["a"]);
    }

    [Fact]
    public void Read_DecimalComma_HoldsForTextAndNumbers()
    {
        _database.Run(
            Create
                + "INSERT INTO {0} VALUES ('a', '2023-01-01', '1,5', 0), ('a', '2023-01-02', 1.234, 0)"
        );

        var log = _database.Read(options: new OrderReadOptions { DecimalSeparator = ',' });

        log.Orders.AmountMinor.ShouldBe([15_000L, 12_340]);
    }

    [Fact]
    public void Read_WhatIsNotThere_IsRefusedInOneSentence()
    {
        _database.Run(Create + "INSERT INTO {0} VALUES ('a', '2023-01-01', x'01', 0)");
        string Of(string source, string? query = null) =>
            Should
                .Throw<OrderDataException>(() =>
                    SqlOrderSource.Read(
                        source,
                        new OrderReadOptions(),
                        new SqlReadOptions { Query = query }
                    )
                )
                .Message;

        Of("sqlite:nowhere.db?table=x").ShouldBe("no such file: nowhere.db");
        Of(_database.Address + "?table=nope").ShouldEndWith("no such table: nope.");
        Of(_database.Address, $"SELECT nope FROM {_database.Table}")
            .ShouldContain("no such column: nope");
        Of(_database.Address, $"SELECT note FROM {_database.Table}")
            .ShouldContain("no column for customer_id");
        Of(_database.Address).ShouldContain("no table is named");
        Of(_database.Source, "SELECT 1").ShouldContain("a table and a query");
        Of(_database.Address + "?table=a.b.c").ShouldContain("no name of a table");
        Of(_database.Source).ShouldContain("'amount' has values of type BLOB");
        File.WriteAllText(_database.File + ".txt", new string('x', 5_000));
        Of(_database.Address + ".txt?table=x").ShouldContain("not a database");
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        _database.Run(Create + "INSERT INTO {0} VALUES ('a', '2023-01-01', 1, 0)");
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Should.Throw<OperationCanceledException>(() =>
            SqlOrderSource.Read(
                _database.Source,
                new OrderReadOptions(),
                new SqlReadOptions(),
                ct: stop.Token
            )
        );
    }
}
