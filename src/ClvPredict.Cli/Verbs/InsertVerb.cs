using System.CommandLine;
using ClvPredict.Data.Sql;
using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv insert: the rows of a file in the place of those of a database's table.</summary>
internal static class InsertVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description =
                "A table written by clv: scores, targets, features, parts, … (.csv, .csv.gz or .parquet).",
        };
        var target = new Argument<string>("TABLE")
        {
            Description =
                "postgres://user@host/shop?table=scores, clickhouse://user@host/shop?table=scores or sqlite:shop.db?table=scores. A table that is not there is made.",
        };
        var by = new Option<string[]>("--by")
        {
            Description =
                "Replace only the rows that agree with the file in this column, such as as_of (which keeps those of other days) or shard; may be repeated. Default: replace all rows.",
            HelpName = "COLUMN",
        };
        var json = CommonOptions.Json();
        var verb = new Command(
            "insert",
            "Put the rows of a file into a database's table, in the place of those it has, all at once (docs/scale.md)."
        )
        {
            file,
            target,
            by,
            json,
        };
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var (path, table) = (parse.GetValue(file)!, parse.GetValue(target)!);
                if (!SqlOrderSource.IsDatabase(table))
                    throw new UsageException(
                        $"{table} is no address of a table; expected postgres://, clickhouse:// or sqlite:."
                    );
                var columns = parse.GetValue(by) ?? [];
                if (columns.Distinct(StringComparer.Ordinal).Count() < columns.Length)
                    throw new UsageException("--by names a column twice.");
                var result = SqlTableInsert.Insert(
                    path,
                    table,
                    new SqlInsertOptions { By = [.. columns], KnownTypes = ScoreFile.ColumnTypes },
                    cancellationToken
                );
                output.Result(
                    result,
                    () =>
                        FormattableString.Invariant(
                            $"{result.Rows:N0} rows of {path} in {result.Table}{(result.IsNewTable ? ", a new table" : "")}"
                        )
                );
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }
}
