using System.Globalization;

namespace ClvPredict.Data.Sql.Dialects;

/// <summary>SQLite, whose values have types of their own and become text here, not there: its own text of a number has
/// fewer digits than the number.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    /// <summary>A function of the session: the number below the second argument that a customer id falls on.</summary>
    internal const string ShardFunction = "clv_shard";

    /// <summary>A function of the session: a date's text, or null when it is not in ISO form.</summary>
    internal const string DateFunction = "clv_date";

    internal override string SupportedTypes => "integers, reals and text";

    internal override string Quote(string name) =>
        $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal override string Text(SqlColumn column, string? timeZone) => Quote(column.Name);

    internal override string IsInShard(SqlColumn customer, CustomerShard shard) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ShardFunction}({Quote(customer.Name)}, {shard.Count}) = {shard.Number - 1}"
        );

    // Text in other forms is null there and passes; the reader decides about it.
    internal override string Compare(
        SqlColumn date,
        string comparison,
        DateOnly day,
        string? timeZone
    ) => $"coalesce({DateFunction}({Quote(date.Name)}) {comparison} '{Iso(day)}', 1)";
}
