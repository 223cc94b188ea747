using System.Collections.Immutable;
using System.Text;
using ClvPredict.Data.Csv;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Sql.Dialects;

/// <summary>What is asked of a database: the columns that play a role, as text, of the rows wanted.</summary>
/// <param name="Sql">The SELECT.</param>
/// <param name="Columns">Its columns in order.</param>
/// <param name="Options">How the order reader is to take the text of these columns.</param>
internal sealed record SqlSelection(
    string Sql,
    ImmutableArray<SqlColumn> Columns,
    OrderReadOptions Options
)
{
    /// <summary>Chooses columns by their roles as the header of a CSV file would, and composes the query.</summary>
    /// <param name="source">Name of the database in messages.</param>
    /// <param name="relation">The table or query, as SQL.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="dialect">The database's SQL.</param>
    /// <param name="options">How to read.</param>
    /// <param name="sql">Query and zone.</param>
    /// <exception cref="OrderDataException">A required role has no column, a role has two, or a type is not supported.</exception>
    internal static SqlSelection Compose(
        string source,
        string relation,
        ImmutableArray<SqlColumn> columns,
        SqlDialect dialect,
        OrderReadOptions options,
        SqlReadOptions sql
    )
    {
        var header = ReadHeader(source, columns, options);
        var chosen = new SortedSet<int>();
        for (var role = 0; role < OrderRoles.Count; role++)
        {
            var index = header.ColumnOf((OrderRole)role);
            if (index < 0)
                continue;
            CheckType(source, (OrderRole)role, columns[index], dialect);
            chosen.Add(index);
        }
        var date = columns[header.ColumnOf(OrderRole.OrderDate)];
        var customer = columns[header.ColumnOf(OrderRole.CustomerId)];
        var text = new StringBuilder("SELECT ").Append(dialect.RowMark);
        text.AppendJoin(", ", chosen.Select(i => dialect.Text(columns[i], sql.TimeZone)));
        text.Append("\nFROM ").Append(relation);
        var conditions = Conditions(date, customer, dialect, options, sql.TimeZone);
        if (conditions.Count > 0)
            text.Append("\nWHERE ").AppendJoin(" AND ", conditions);
        if (sql.IsSorted)
            text.Append("\nORDER BY ")
                .Append(dialect.ByBytes(dialect.Text(customer, null)))
                .Append(", ")
                .Append(dialect.Quote(date.Name));
        var reading = options with
        {
            Separator = ',',
            DecimalSeparator = options.DecimalSeparator ?? '.',
            // The database writes its own dates; only those that are text have a format of somebody else.
            DateFormat = date.Kind is SqlColumnKind.Text or SqlColumnKind.Dynamic
                ? options.DateFormat
                : null,
        };
        return new SqlSelection(text.ToString(), [.. chosen.Select(i => columns[i])], reading);
    }

    private static OrderHeader ReadHeader(
        string source,
        ImmutableArray<SqlColumn> columns,
        OrderReadOptions options
    )
    {
        using var header = new MemoryStream();
        using (var writer = new CsvWriter(header))
        {
            foreach (var column in columns)
                writer.Write(column.Name);
            writer.EndRow();
        }
        header.Position = 0;
        return OrderHeader.Read(new CsvScanner(header, (byte)',', source), source, options);
    }

    private static void CheckType(
        string source,
        OrderRole role,
        SqlColumn column,
        SqlDialect dialect
    )
    {
        if (column.Kind != SqlColumnKind.Unsupported)
            return;
        var name = OrderRoles.NameOf(role);
        throw new OrderDataException(
            $"{source}: the column '{column.Name}' for {name} has the type {column.Type}, which is not read; supported are {dialect.SupportedTypes}. Cast it in a query, or name another column with --map {name}=COLUMN."
        );
    }

    /// <summary>What the server can decide; the reader looks at the lines that come, too.</summary>
    private static List<string> Conditions(
        SqlColumn date,
        SqlColumn customer,
        SqlDialect dialect,
        OrderReadOptions options,
        string? timeZone
    )
    {
        var conditions = new List<string>();
        // Where the written day need not be the business's, the server does not know the day.
        var isKnown = date.Kind switch
        {
            SqlColumnKind.Date or SqlColumnKind.Instant => true,
            SqlColumnKind.Text or SqlColumnKind.Number => false,
            SqlColumnKind.Dynamic => options.TimeZone is null,
            _ => !options.TimesAreUtc,
        };
        var bounds = new List<string>();
        if (isKnown && options.From is { } from)
            bounds.Add(dialect.Compare(date, ">=", from, timeZone));
        if (isKnown && options.Before is { } before)
            bounds.Add(dialect.Compare(date, "<", before, timeZone));
        if (bounds.Count > 0)
            conditions.Add(
                $"({dialect.Quote(date.Name)} IS NULL OR ({string.Join(" AND ", bounds)}))"
            );
        if (options.Shard is { Count: > 1 } shard)
            conditions.Add(dialect.IsInShard(customer, shard));
        return conditions;
    }
}
