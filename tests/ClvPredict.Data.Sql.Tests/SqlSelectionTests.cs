using System.Collections.Immutable;
using ClvPredict.Data.Sql.Dialects;

namespace ClvPredict.Data.Sql.Tests;

/// <summary>What is asked of the server.</summary>
public class SqlSelectionTests
{
    private static readonly OrderReadOptions s_part = new()
    {
        From = new DateOnly(2024, 1, 1),
        Before = new DateOnly(2024, 7, 1),
        Shard = new CustomerShard(2, 8),
    };

    [Fact]
    public void Compose_BoundsAndShard_ArePredicatesOfTheQuery()
    {
        var sql = Compose(SqlColumnKind.Date, s_part);

        sql.ShouldContain("WHERE");
        sql.ShouldContain("\"day\" >= DATE '2024-01-01' AND \"day\" < DATE '2024-07-01'");
        sql.ShouldContain("\"day\" IS NULL OR");
        sql.ShouldContain("% 8 = 1");
        sql.ShouldNotContain("note");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Compose_DayThatOnlyTheReaderKnows_IsNoPredicate(bool isText, bool timesAreUtc)
    {
        var options = s_part with
        {
            TimeZone = timesAreUtc ? "Europe/Vienna" : null,
            TimesAreUtc = timesAreUtc,
        };

        var sql = Compose(isText ? SqlColumnKind.Text : SqlColumnKind.Timestamp, options);

        sql.ShouldNotContain("2024");
        sql.ShouldContain("% 8 = 1");
    }

    [Fact]
    public void Compose_Sorted_AsksForTheBytesOfTheCustomerWhateverTheCollation()
    {
        var sql = Compose(SqlColumnKind.Date, new OrderReadOptions(), isSorted: true);

        sql.ShouldContain("ORDER BY (");
        sql.ShouldEndWith(") COLLATE \"C\", \"day\"");
    }

    private static string Compose(
        SqlColumnKind date,
        OrderReadOptions options,
        bool isSorted = false
    )
    {
        ImmutableArray<SqlColumn> columns =
        [
            new("customer", "text", SqlColumnKind.Text),
            new("day", "date", date),
            new("amount", "numeric", SqlColumnKind.Number),
            new("note", "text", SqlColumnKind.Text),
        ];
        return SqlSelection
            .Compose(
                "shop",
                "orders",
                columns,
                new PostgresDialect(),
                options,
                new SqlReadOptions { IsSorted = isSorted }
            )
            .Sql;
    }
}
