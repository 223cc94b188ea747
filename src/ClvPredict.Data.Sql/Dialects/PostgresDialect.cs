using System.Globalization;

namespace ClvPredict.Data.Sql.Dialects;

/// <summary>PostgreSQL. The session has ISO dates and standard strings.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    internal override string SupportedTypes =>
        "smallint, integer, bigint, numeric, real, double precision, text, varchar, char, name, citext, uuid, enumerations, boolean, date, timestamp and timestamptz";

    /// <summary>The kind of a type by its name in the catalogue.</summary>
    internal static SqlColumnKind KindOf(string type) =>
        type switch
        {
            "int2" or "int4" or "int8" or "numeric" or "float4" or "float8" => SqlColumnKind.Number,
            "text" or "varchar" or "bpchar" or "name" or "citext" or "uuid" or "bool" =>
                SqlColumnKind.Text,
            "date" => SqlColumnKind.Date,
            "timestamp" => SqlColumnKind.Timestamp,
            "timestamptz" => SqlColumnKind.Instant,
            _ => SqlColumnKind.Unsupported,
        };

    internal override string ByBytes(string text) => $"({text}) COLLATE \"C\"";

    internal override string Quote(string name) =>
        $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal override string Text(SqlColumn column, string? timeZone)
    {
        var value =
            column.Kind == SqlColumnKind.Instant
                ? $"({Quote(column.Name)} AT TIME ZONE '{timeZone ?? "UTC"}')"
                : Quote(column.Name);
        return $"coalesce({value}::text, '')";
    }

    internal override string IsInShard(SqlColumn customer, CustomerShard shard) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"('x' || substr(md5(btrim({Text(customer, null)}, E' \\t\\r\\n')), 1, 15))::bit(60)::bigint % {shard.Count} = {shard.Number - 1}"
        );

    internal override string Compare(
        SqlColumn date,
        string comparison,
        DateOnly day,
        string? timeZone
    )
    {
        var bound = date.Kind switch
        {
            SqlColumnKind.Date => $"DATE '{Iso(day)}'",
            SqlColumnKind.Instant => $"(TIMESTAMP '{Iso(day)}' AT TIME ZONE '{timeZone ?? "UTC"}')",
            _ => $"TIMESTAMP '{Iso(day)}'",
        };
        return $"{Quote(date.Name)} {comparison} {bound}";
    }
}
