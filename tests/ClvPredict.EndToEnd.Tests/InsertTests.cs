using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>Scores back in a database; ClvPredict.Data.Sql.Tests has every database, tests/scale.sh the faults.</summary>
public sealed class InsertTests : IDisposable
{
    private const string Table = "sqlite:shop.db?table=scores";
    private static readonly string s_sample = RepositoryFiles.PathOf("data", "sample-orders.csv");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Insert_ScoresAndParts_ReplaceThoseThereAre()
    {
        Run("train", s_sample, "--horizon", "90d", "--origins", "0", "--out", "models")
            .ShouldBeDone();
        string[] score = ["score", s_sample, "--model", "models", "--as-of", "2025-01-01", "--out"];
        Run([.. score, "scores.csv"]).ShouldBeDone();
        Run([.. score, "part.parquet", "--shard", "1/2"]).ShouldBeDone();
        Run([.. score, "part.csv", "--shard", "2/2"]).ShouldBeDone();

        Run("insert", "scores.csv", Table)
            .ShouldBeDone()
            .Output.ShouldBe($"2,000 rows of scores.csv in {Table}, a new table\n");
        Run("insert", "scores.csv", Table, "--by", "as_of", "--json")
            .ShouldBeDone()
            .Output.ShouldContain("\"rows\": 2000");
        foreach (var part in (string[])["part.csv", "part.parquet"])
        {
            // A new table of a part as CSV knows its types, of which some have no value at all.
            Run("insert", part, "sqlite:shop.db?table=parts", "--by", "as_of", "--by", "shard")
                .ShouldBeDone();
        }

        Refused(2, "is no address of a table", "scores.csv", "scores");
        Refused(2, "--by names a column twice", "scores.csv", Table, "--by", "a", "--by", "a");
        Refused(3, "no table is named", "scores.csv", "sqlite:shop.db");
        Refused(3, "absent.csv", "absent.csv", Table);
        Refused(3, "has no column nothing", "scores.csv", Table, "--by", "nothing");
        Refused(3, "cannot connect", "scores.csv", "postgres://u:secret@127.0.0.1:1/x?table=x")
            .ShouldNotContain("secret");
        Refused(3, "cannot connect", "scores.csv", "clickhouse://u:secret@127.0.0.1:1/x?table=x")
            .ShouldNotContain("secret");
    }

    private string Refused(int code, string reason, params string[] arguments)
    {
        var run = Run(["insert", .. arguments]);
        run.ExitCode.ShouldBe(code, run.Messages);
        run.Messages.ShouldContain(reason);
        return run.Messages;
    }

    private ClvRun Run(params IEnumerable<string> arguments) =>
        ClvRun.Start(_folder.Path, arguments);
}
