using System.Globalization;
using ClvPredict.TestKit;
using static ClvPredict.Data.Sql.Tests.OnDatabaseAttribute;

namespace ClvPredict.Data.Sql.Tests;

/// <summary>Rows of a file in a table of each database, read back by SQL.</summary>
public sealed class TableInsertTests : IDisposable
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", TableColumnType.Text),
        new("as_of", TableColumnType.Day),
        new("clv", TableColumnType.Number32),
        new("total", TableColumnType.Number64),
        new("rank", TableColumnType.Whole),
        new("target", TableColumnType.Flag),
        new("next day", TableColumnType.Day),
        new("reason", TableColumnType.Text),
    ];

    private static readonly string[] s_ids =
    [
        "plain",
        "00123",
        "tab\there",
        "line\nend",
        "back\\slash",
        "\\N",
        "\\.",
        "quote'and\"double",
        "comma,semi;bar",
        "สวัสดี‏سلام🛒",
        "NULL",
        "{0} %s $1",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Insert_NewTable_HasEveryValueOfCsvAndParquet(string on)
    {
        foreach (var ending in (string[])["csv", "parquet"])
        {
            using var database = Open(on);
            var file = Write(
                "values." + ending,
                "2025-01-01",
                s_ids,
                clv: i => i == 1 ? float.NaN : 0.1f * i,
                total: i => i == 2 ? double.NaN : 1e-7 / 3 * i
            );

            var result = database.Insert(file);

            result.Rows.ShouldBe(s_ids.Length);
            result.IsNewTable.ShouldBeTrue();
            var expected = s_ids.Select(
                (id, i) =>
                {
                    var text = i == 3 ? "" : "why " + i;
                    return string.Join(
                        '|',
                        id,
                        "2025-01-01",
                        i == 1 ? "∅" : Shown(0.1f * i),
                        i == 2 ? "∅" : Shown(1e-7 / 3 * i),
                        i % 3 == 0 ? "∅" : Shown(i),
                        i % 2,
                        i == 4 ? "∅" : "2024-02-29",
                        // ClickHouse's String has no null here; text that is missing is empty.
                        text.Length == 0
                        && !on.StartsWith(OnClickHouse, StringComparison.Ordinal)
                            ? "∅"
                            : text
                    );
                }
            );
            // SQLite has only doubles; its floats are shown as such.
            database
                .Query(
                    on == OnSqlite
                        ? "SELECT customer_id, as_of, clv, total, rank, target, \"next day\", reason FROM {0}"
                        : $"SELECT customer_id, as_of, clv, total, rank, target, {Quoted(on, "next day")}, reason FROM {{0}}"
                )
                .Select(row => Numbers(row, on))
                .ShouldBe(expected.Select(row => Numbers(row, on)), ignoreOrder: true);
        }
    }

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Insert_Again_ReplacesAllRowsAndHasEachOnce(string on)
    {
        using var database = Open(on);
        var first = Write("first.csv", "2025-01-01", Ids("a", 500));
        var second = Write("second.parquet", "2025-01-02", Ids("b", 300));

        database.Insert(first);
        database.Insert(second).IsNewTable.ShouldBeFalse();
        database.Insert(second);

        database
            .Query(
                "SELECT count(*), count(DISTINCT customer_id), min(as_of), min(customer_id) FROM {0}"
            )
            .ShouldBe(["300|300|2025-01-02|b0"]);
        database.Tables().ShouldBe([database.Table]);
        database.Insert(Write("none.csv", "2025-01-03", [])).Rows.ShouldBe(0);
        database.Query("SELECT count(*) FROM {0}").ShouldBe(["0"]);
    }

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Insert_ByColumns_ReplacesTheirRowsOnly(string on)
    {
        using var database = Open(on);
        string[] by = ["as_of", "shard"];

        foreach (
            var (day, shard, count) in (ReadOnlySpan<(string, string, int)>)
                [
                    ("2025-01-01", "1/2", 10),
                    ("2025-01-01", "2/2", 20),
                    ("2025-01-02", "1/2", 40),
                    ("2025-01-01", "1/2", 80),
                ]
        )
        {
            database.Insert(WritePart(day, shard, Ids(shard + day, count)), by);
        }

        const string Counts =
            "SELECT as_of, shard, count(*) FROM {0} GROUP BY as_of, shard ORDER BY as_of, shard";
        database
            .Query(Counts)
            .ShouldBe(["2025-01-01|1/2|80", "2025-01-01|2/2|20", "2025-01-02|1/2|40"]);
        // A part without customers has one row without an id.
        database.Insert(WritePart("2025-01-01", "1/2", [""]), by).Rows.ShouldBe(0);
        database.Query(Counts).ShouldBe(["2025-01-01|2/2|20", "2025-01-02|1/2|40"]);
        var two = _folder.File("two.csv");
        File.WriteAllLines(
            two,
            [
                .. File.ReadLines(WritePart("2025-01-01", "1/2", ["x"])),
                .. File.ReadLines(WritePart("2025-01-02", "1/2", ["y"])).Skip(1),
            ]
        );
        database
            .InsertRefusal(two, by)
            .ShouldContain("two.csv, line 3: as_of is 2025-01-02, and 2025-01-01 before");
        database
            .InsertRefusal(Write("no-shard.csv", "2025-01-01", ["x"]), by)
            .ShouldContain("no-shard.csv has no column shard");
        database.Query(Counts).ShouldBe(["2025-01-01|2/2|20", "2025-01-02|1/2|40"]);
    }

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Insert_WhatDoesNotFit_IsRefusedAndLeavesTheOldRows(string on)
    {
        using var database = Open(on);
        database.Insert(Write("old.parquet", "2025-01-01", Ids("a", 3)));
        var good = File.ReadAllLines(Write("good.csv", "2025-01-02", Ids("b", 5_000)));

        Refused("has no column extra, which", Changed(0, "reason", "extra"));
        Refused("has no column reason, which", good.Select(l => l[..l.LastIndexOf(',')]));
        Refused(
            "line 5001: \"soon\" in the column next day is not a day",
            Changed(5_000, "2024-02-29", "soon")
        );
        Refused("\"2024-02-30\"", Changed(5_000, "2024-02-29", "2024-02-30"));
        Refused("\"NaN\" in the column total is not a number", Cell(5_000, 3, "NaN"));
        Refused("\"1e999\" in the column total is not a number", Cell(5_000, 3, "1e999"));
        Refused("\"1.5\" in the column rank is not a whole number", Cell(5_000, 4, "1.5"));
        Refused("\"maybe\" in the column target is not", Cell(5_000, 5, "maybe"));
        Refused("line 5001: customer_id is empty", Cell(5_000, 0, ""));
        Refused("line 5001", good.Select((l, i) => i == 5_000 ? l + ",more" : l));

        database.Query("SELECT count(*), min(as_of) FROM {0}").ShouldBe(["3|2025-01-01"]);
        database.Tables().ShouldBe([database.Table]);

        IEnumerable<string> Changed(int line, string from, string to) =>
            good.Select((l, i) => i == line ? l.Replace(from, to, StringComparison.Ordinal) : l);

        IEnumerable<string> Cell(int line, int column, string text) =>
            good.Select(
                (l, i) =>
                {
                    var cells = l.Split(',');
                    if (i == line)
                        cells[column] = text;
                    return string.Join(',', cells);
                }
            );

        void Refused(string reason, IEnumerable<string> lines)
        {
            var file = _folder.File("bad.csv");
            File.WriteAllLines(file, lines);
            database.InsertRefusal(file).ShouldContain(reason);
        }
    }

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Insert_TableOfTheUsers_KeepsItsTypesAndFillsItsDefaults(string on)
    {
        using var database = Open(on);
        database.Run(
            on switch
            {
                OnSqlite =>
                    "CREATE TABLE {0} (loaded TEXT DEFAULT 'now', clv DECIMAL(10,2), customer_id VARCHAR(9), rank SMALLINT NOT NULL)",
                OnPostgres =>
                    "CREATE TABLE {0} (loaded text DEFAULT 'now', number int GENERATED ALWAYS AS IDENTITY, clv numeric(30,2), customer_id varchar(9) NOT NULL, rank smallint NOT NULL)",
                _ =>
                    "CREATE TABLE {0} (loaded String DEFAULT 'now', clv Decimal(30, 2), customer_id FixedString(9), rank UInt8) ENGINE = MergeTree PARTITION BY tuple() ORDER BY (customer_id, rank)",
            }
        );
        var file = _folder.File("own.csv");
        void Rows(params string[] rows) =>
            File.WriteAllLines(file, ["customer_id,clv,rank", .. rows]);

        Rows("a,1E-1,200", "b,-12.345,0");
        database.Insert(file).Rows.ShouldBe(2);

        database
            .Query("SELECT customer_id, rank, loaded FROM {0} ORDER BY rank")
            .Select(row => row.Replace("\0", "", StringComparison.Ordinal))
            .ShouldBe(["b|0|now", "a|200|now"]);
        double.Parse(
                database.Query("SELECT clv FROM {0} WHERE rank = 0").Single(),
                CultureInfo.InvariantCulture
            )
            .ShouldBe(on == OnSqlite ? -12.345 : -12.35);
        Rows("a,1,");
        database.InsertRefusal(file).ShouldContain("line 2: rank is empty");
        if (on != OnSqlite)
        {
            Rows("a,1,40000");
            database
                .InsertRefusal(file)
                .ShouldContain("\"40000\" in the column rank is not a whole number from");
            Rows("0123456789,1,1");
            database.InsertRefusal(file).ShouldMatch("0123456789|too long");
        }
        database.Query("SELECT count(*) FROM {0}").ShouldBe(["2"]);
    }

    [Theory]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Insert_WhileOthersRead_ShowsAllOldOrAllNewRows(string on)
    {
        using var database = Open(on);
        var files = new[] { 2_000, 3_000 }
            .Select(n => Write($"{n}.parquet", "2025-01-01", Ids("a", n)))
            .ToArray();
        database.Insert(files[0]);
        var inserts = Task.Run(() =>
        {
            for (var i = 1; i <= 10; i++)
                database.Insert(files[i % 2]);
        });

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!inserts.IsCompleted)
            seen.UnionWith(database.Query("SELECT count(*), count(DISTINCT customer_id) FROM {0}"));

        inserts.IsCompletedSuccessfully.ShouldBeTrue();
        seen.ShouldBeSubsetOf(["2000|2000", "3000|3000"]);
    }

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    public void Insert_OddNames_AreQuoted(string on)
    {
        using var database = Open(on);
        var odd = database.Table[..16] + " o\"r`'\\; DROP TABLE x; --";
        var file = _folder.File("odd.csv");
        File.WriteAllLines(file, ["customer_id,\"it's \\ `a` \"\"b\"\"\"", "a,1"]);
        var address = $"{database.Address}?table={Uri.EscapeDataString(odd)}";

        for (var i = 0; i < 2; i++)
            SqlTableInsert.Insert(file, address, new SqlInsertOptions()).Rows.ShouldBe(1);

        database.Query($"SELECT count(*) FROM {Quoted(on, odd)}").ShouldBe(["1"]);
        database.Run($"DROP TABLE {Quoted(on, odd)}");
    }

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public async Task Insert_PartsAtOnceAndTwice_HasEveryRowOnce(string on)
    {
        using var database = Open(on);
        var parts = Enumerable
            .Range(1, 4)
            .Select(n => WritePart("2025-01-01", $"{n}/4", Ids($"s{n}-", 100 * n)))
            .ToArray();

        // The table is not there before the first round.
        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(
                parts
                    .Concat(parts)
                    .Select(part => Task.Run(() => database.Insert(part, "as_of", "shard")))
            );
        }

        database
            .Query("SELECT count(*), count(DISTINCT customer_id) FROM {0}")
            .ShouldBe(["1000|1000"]);
        database.Tables().ShouldBe([database.Table]);
    }

    [Theory]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Insert_AfterKilledOnes_DropsWhatIsADayOld(string on)
    {
        using var database = Open(on);
        database.Insert(Write("old.csv", "2025-01-01", Ids("a", 3)));
        var now = long.Parse(
            database.Query("SELECT toUInt32(now())").Single(),
            CultureInfo.InvariantCulture
        );
        string Left(long ago) => $"{database.Table}_clv_insert_{now - ago}_0123abcd";
        foreach (var ago in (long[])[90_000, 3_600])
            database.Run($"CREATE TABLE {Left(ago)} AS {{0}}");

        database.Insert(Write("new.csv", "2025-01-01", Ids("b", 4)));

        database.Tables().ShouldBe([database.Table, Left(3_600)], ignoreOrder: true);
        database.Run($"DROP TABLE {Left(3_600)}");
    }

    [Theory]
    [OnDatabase(OnClickHouse)]
    [OnDatabase(OnCurrentClickHouse)]
    public void Insert_TableOfOtherEngineOrPartitions_IsRefused(string on)
    {
        var file = _folder.File("x.csv");
        File.WriteAllLines(file, ["customer_id,as_of", "x,2025-01-01"]);
        foreach (
            var (engine, reason) in (ReadOnlySpan<(string, string)>)
                [
                    ("Memory", "engine is Memory"),
                    (
                        "MergeTree PARTITION BY toYYYYMM(as_of) ORDER BY customer_id",
                        "is partitioned by toYYYYMM(as_of), and rows are replaced by nothing"
                    ),
                ]
        )
        {
            using var database = Open(on);
            database.Run($"CREATE TABLE {{0}} (customer_id String, as_of Date) ENGINE = {engine}");

            database.InsertRefusal(file).ShouldContain(reason);
        }
        using var arrays = Open(on);
        arrays.Run(
            "CREATE TABLE {0} (customer_id Array(String)) ENGINE = MergeTree PARTITION BY tuple() ORDER BY tuple()"
        );
        var ids = _folder.File("ids.csv");
        File.WriteAllLines(ids, ["customer_id", "a"]);
        arrays
            .InsertRefusal(ids)
            .ShouldContain("customer_id has the type Array(String), which is not written");
    }

    [Theory]
    [OnDatabase(OnSqlite)]
    [OnDatabase(OnPostgres)]
    [OnDatabase(OnClickHouse)]
    public void Insert_Cancelled_LeavesTheOldRows(string on)
    {
        using var database = Open(on);
        database.Insert(Write("old.csv", "2025-01-01", Ids("a", 3)));
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Should.Throw<OperationCanceledException>(() =>
            SqlTableInsert.Insert(
                Write("new.csv", "2025-01-01", Ids("b", 9)),
                database.Source,
                new SqlInsertOptions(),
                stop.Token
            )
        );

        database.Query("SELECT count(*) FROM {0}").ShouldBe(["3"]);
        database.Tables().ShouldBe([database.Table]);
    }

    private static TestDatabase Open(string on) =>
        on switch
        {
            OnSqlite => new SqliteDatabase(),
            OnPostgres => new PostgresDatabase(),
            _ => new ClickHouseDatabase(on),
        };

    private static string[] Ids(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i}")];

    private static string Quoted(string on, string name) =>
        on.StartsWith(OnClickHouse, StringComparison.Ordinal)
            ? $"`{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)}`"
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Shown(IFormattable number) =>
        number.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>A row whose third cell is a float32, whatever text the database gives it, and whose fourth is a double.</summary>
    private static string Numbers(string row, string on)
    {
        // Of odd ids only the first cell has bars.
        var cells = row.Split('|');
        if (cells[^6] != "∅")
            cells[^6] = Shown(float.Parse(cells[^6], CultureInfo.InvariantCulture));
        if (cells[^5] != "∅")
            cells[^5] = Shown(double.Parse(cells[^5], CultureInfo.InvariantCulture));
        return on + string.Join('|', cells);
    }

    private string Write(
        string name,
        string asOf,
        string[] ids,
        Func<int, float>? clv = null,
        Func<int, double>? total = null
    )
    {
        var path = _folder.File(name);
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                for (var i = 0; i < ids.Length; i++)
                {
                    table.Text(ids[i]);
                    table.Day(DateOnly.Parse(asOf, CultureInfo.InvariantCulture));
                    table.Number(clv?.Invoke(i) ?? i);
                    table.Number(total?.Invoke(i) ?? i);
                    table.Whole(i % 3 == 0 ? null : i);
                    table.Flag(i % 2 == 1);
                    table.Day(i == 4 ? null : new DateOnly(2024, 2, 29));
                    table.Text(i == 3 ? "" : $"why {i}");
                    table.EndRow();
                }
            },
            rowsPerGroup: 1_000
        );
        return path;
    }

    private string WritePart(string asOf, string shard, string[] ids)
    {
        var path = _folder.File($"part{asOf}-{shard[0]}.csv");
        File.WriteAllLines(
            path,
            [
                "customer_id,as_of,clv,shard,shard_rows",
                .. ids.Select(id =>
                    $"{id},{asOf},{(id.Length > 0 ? "1.5" : "")},{shard},{ids.Length}"
                ),
            ]
        );
        return path;
    }
}
