using System.Globalization;

namespace ClvPredict.Data.Sql.Dialects;

/// <summary>How one database wants its SQL.</summary>
internal abstract class SqlDialect
{
    private const int MaxNameLength = 128;

    /// <summary>The types that are read, for messages.</summary>
    internal abstract string SupportedTypes { get; }

    /// <summary>What stands between SELECT and the columns, where the answer needs something before each row.</summary>
    internal virtual string RowMark => "";

    /// <summary>Escapes the quote of names within a name and puts it around.</summary>
    internal abstract string Quote(string name);

    /// <summary>A column's value as text in UTF-8: numbers with a point and all their digits, days and times in ISO form;
    /// empty where it is null.</summary>
    internal abstract string Text(SqlColumn column, string? timeZone);

    /// <summary>What sorts text by its bytes.</summary>
    internal virtual string ByBytes(string text) => text;

    /// <summary>True on the rows of a shard; hashes the customer id as <see cref="Text"/> has it, without outer white space,
    /// since ids that differ in it only are one customer.</summary>
    internal abstract string IsInShard(SqlColumn customer, CustomerShard shard);

    /// <summary>True on the rows of the day and later, or before the day; unknown where the column is null.</summary>
    internal abstract string Compare(
        SqlColumn date,
        string comparison,
        DateOnly day,
        string? timeZone
    );

    /// <summary>The rows to choose from: a table, of which each part of the name is quoted, or the user's query.</summary>
    /// <exception cref="OrderDataException">The table's name cannot be one.</exception>
    internal string Relation(string source, string? table, string? query)
    {
        if (query is not null)
        {
            // The query may end with a comment.
            return $"(\n{query.Trim().TrimEnd(';')}\n) AS orders_of_query";
        }
        var parts = table!.Split('.');
        var isName =
            parts.Length <= 2
            && Array.TrueForAll(
                parts,
                part => part.Length is > 0 and <= MaxNameLength && !part.Any(char.IsControl)
            );
        return isName
            ? string.Join('.', parts.Select(Quote))
            : throw new OrderDataException(
                $"{source}: '{table[..Math.Min(table.Length, 80)]}' is no name of a table; expected table or schema.table. For other names give a query."
            );
    }

    protected static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
