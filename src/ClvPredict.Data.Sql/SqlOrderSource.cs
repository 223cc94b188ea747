using ClvPredict.Data.Ingest;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;

namespace ClvPredict.Data.Sql;

/// <summary>Reads order logs from PostgreSQL, ClickHouse and SQLite into columns. The rows become the text that a CSV file
/// of them would have and go through the same reading, so the same orders give the same result.</summary>
public static class SqlOrderSource
{
    /// <summary>Whether a source is the address of a database and not a file: it begins with <c>postgres://</c>,
    /// <c>postgresql://</c>, <c>clickhouse://</c> or <c>sqlite:</c>.</summary>
    public static bool IsDatabase(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return SqlAddressText.EngineOf(source) is not null;
    }

    /// <summary>The source with *** in the place of a password, for messages; other texts as they are.</summary>
    public static string Redact(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return SqlAddressText.Redact(source);
    }

    /// <summary>
    /// Reads the order lines of one table or query. Columns are found by their usual names as in CSV, and only those that
    /// play a role are asked for. Decimals are exact, floating numbers are read by their shortest text, null is an empty
    /// field. PostgreSQL is read by a binary COPY in one transaction that only reads.
    /// </summary>
    /// <param name="source"><c>postgres://user:password@host:port/database?table=orders</c> (also <c>sslmode</c>),
    /// <c>clickhouse://user:password@host:8123/database?table=orders</c> (also <c>secure=true</c>), or
    /// <c>sqlite:path?table=orders</c>; without <c>table</c> where the options have a query. What is not in the address comes
    /// from the first line of the file named by <c>password-file</c>, or from PGUSER and PGPASSWORD, CLICKHOUSE_USER and
    /// CLICKHOUSE_PASSWORD.</param>
    /// <param name="options">How to read; the separator has no meaning here, and the decimal mark and date format only for
    /// columns of text.</param>
    /// <param name="sql">Which rows to read.</param>
    /// <param name="linesRead">Receives the number of rows read so far, now and then and at the end.</param>
    /// <param name="ct">Stops the reading, on the server too.</param>
    /// <returns>The orders. In the report the source stands without password, "line" is the number of the row counted from
    /// one, plus one, in the order the server sent them, and the digest is that of the order lines kept: it depends neither on their order nor
    /// on the database.</returns>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="OrderDataException">The database cannot be reached or does not let in; there is no such table or
    /// column, or its type is not supported; or the orders cannot be used, as in CSV.</exception>
    /// <exception cref="IOException">The rejects file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static OrderLog Read(
        string source,
        OrderReadOptions options,
        SqlReadOptions sql,
        IProgress<long>? linesRead = null,
        CancellationToken ct = default
    )
    {
        using var ingest = Begin(source, options, sql, null, out var name, linesRead, ct);
        var log = ingest.Finish([name]);
        return log with { Report = log.Report with { Digest = TableDigest.Of(log.Orders, ct) } };
    }

    /// <summary>Reads the order lines as <see cref="Read"/> does, with what does not fit into memory written to disk meanwhile;
    /// see <see cref="OrderReader.ReadParts"/>. The digest of the report is that of the rows in the order of the server.</summary>
    /// <param name="source">As there.</param>
    /// <param name="options">As there.</param>
    /// <param name="sql">As there.</param>
    /// <param name="spill">How much memory there is, and where to write what does not fit.</param>
    /// <param name="linesRead">As there.</param>
    /// <param name="ct">As there.</param>
    /// <exception cref="ArgumentException">As there.</exception>
    /// <exception cref="OrderDataException">As there.</exception>
    /// <exception cref="IOException">As there, or the disk is too full for what does not fit into memory.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static OrderParts ReadParts(
        string source,
        OrderReadOptions options,
        SqlReadOptions sql,
        SpillOptions spill,
        IProgress<long>? linesRead = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(spill);
        using var ingest = Begin(source, options, sql, spill, out var name, linesRead, ct);
        return ingest.FinishParts([name]);
    }

    /// <summary>Reads the order lines sorted by customer, as the server sorts them, in memory that does not grow with their
    /// number; see <see cref="OrderReader.ReadSorted"/>.</summary>
    /// <param name="source">As for <see cref="Read"/>.</param>
    /// <param name="options">As there.</param>
    /// <param name="sql">As there.</param>
    /// <param name="linesRead">As there.</param>
    /// <param name="ct">As there.</param>
    /// <exception cref="ArgumentException">As there, or customers are merged.</exception>
    /// <exception cref="OrderDataException">As there.</exception>
    public static SortedOrders ReadSorted(
        string source,
        OrderReadOptions options,
        SqlReadOptions sql,
        IProgress<long>? linesRead = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sql);
        OrderReadOptions.Validate(options);
        SqlReadOptions.Validate(sql);
        var (opened, reading) = Open(source, options, sql with { IsSorted = true }, ct);
        return OrderReader.Sorted([opened], reading, linesRead, ct);
    }

    private static OrderIngest Begin(
        string source,
        OrderReadOptions options,
        SqlReadOptions sql,
        SpillOptions? spill,
        out string name,
        IProgress<long>? linesRead,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sql);
        OrderReadOptions.Validate(options);
        SqlReadOptions.Validate(sql);
        var (opened, reading) = Open(source, options, sql, ct);
        name = opened.Name;
        var ingest = new OrderIngest(reading, spill, linesRead, ct);
        try
        {
            ingest.Read(opened);
            return ingest;
        }
        catch
        {
            ingest.Dispose();
            throw;
        }
    }

    /// <summary>Connects and composes the query; the rows are asked for when the source is opened.</summary>
    private static (OrderSource Source, OrderReadOptions Options) Open(
        string source,
        OrderReadOptions options,
        SqlReadOptions sql,
        CancellationToken ct
    )
    {
        var address = SqlAddress.Parse(source, Environment.GetEnvironmentVariable);
        CheckOneRelation(address, sql);

        // The rows may still be read when the ingest has given up; whoever ends last closes the session.
        var session = SqlSession.Open(address, ct);
        SqlSelection selection;
        try
        {
            selection = Select(session, address, options, sql, ct);
        }
        catch
        {
            session.Dispose();
            throw;
        }
        return (
            new OrderSource(address.Name, () => Run(session, selection, ct)),
            selection.Options
        );
    }

    private static SqlSelection Select(
        SqlSession session,
        SqlAddress address,
        OrderReadOptions options,
        SqlReadOptions sql,
        CancellationToken ct
    )
    {
        var relation = session.Dialect.Relation(address.Name, address.Table, sql.Query);
        var columns = session.Describe(relation, ct);
        return SqlSelection.Compose(address.Name, relation, columns, session.Dialect, options, sql);
    }

    /// <summary>Starts the query; the stream closes the session. Called on the thread that reads the rows.</summary>
    private static CsvRowStream Run(
        SqlSession session,
        SqlSelection selection,
        CancellationToken ct
    )
    {
        try
        {
            var rows = session.Run(selection.Sql, selection.Columns, ct);
            return new CsvRowStream(
                session,
                rows,
                selection.Columns.Select(c => c.Name),
                (byte)(selection.Options.DecimalSeparator ?? '.')
            );
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void CheckOneRelation(SqlAddress address, SqlReadOptions sql)
    {
        if (address.Table is null && sql.Query is null)
            throw new OrderDataException(
                $"{address.Name}: no table is named; add ?table=orders, or give a query with --query."
            );
        if (address.Table is not null && sql.Query is not null)
            throw new OrderDataException(
                $"{address.Name}: there is a table and a query; leave one of them out."
            );
    }
}
