using System.Collections.Immutable;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.ClickHouse;
using ClvPredict.Data.Sql.Postgres;
using ClvPredict.Data.Sql.Sqlite;

namespace ClvPredict.Data.Sql.Insert;

/// <summary>A table that rows are written to, in one database.</summary>
internal abstract class SqlTarget : IDisposable
{
    /// <summary>Connects.</summary>
    /// <exception cref="OrderDataException">The database is not there or does not let in, or the name is none of a table.</exception>
    internal static SqlTarget Open(SqlAddress address, CancellationToken ct) =>
        address.Engine switch
        {
            SqlEngine.Postgres => new PostgresTarget(address, ct),
            SqlEngine.ClickHouse => new ClickHouseTarget(address),
            _ => new SqliteTarget(address),
        };

    /// <summary>The columns of the table; null where there is none of this name.</summary>
    /// <exception cref="OrderDataException">It is no table that rows can be written to.</exception>
    internal abstract ImmutableArray<TargetColumn>? Describe(CancellationToken ct);

    /// <summary>What the columns of a new table are.</summary>
    /// <param name="columns">The columns of the file.</param>
    /// <param name="by">Names of those that tell which rows to replace.</param>
    internal abstract ImmutableArray<TargetColumn> Design(
        ImmutableArray<TableColumn> columns,
        ImmutableArray<string> by
    );

    /// <summary>Puts the rows of a file in the place of those that the table has, all at once; readers see the old rows until
    /// then, and go on seeing them if it fails.</summary>
    /// <param name="plan">The columns.</param>
    /// <param name="rows">The rows, before the first.</param>
    /// <param name="isNew">Whether the table is yet to be made.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OrderDataException">A row does not fit, the database refuses, or the connection was lost.</exception>
    internal abstract void Replace(
        InsertPlan plan,
        InsertRows rows,
        bool isNew,
        CancellationToken ct
    );

    /// <summary>Waits until what was replaced cannot come back, whatever happens to the server.</summary>
    internal virtual void Settle(CancellationToken ct) { }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>Whether a column of a new table takes missing values: whoever is scored has an id, and rows to replace are told
    /// by a value.</summary>
    protected static bool MayBeMissing(string column, ImmutableArray<string> by) =>
        column != InsertRows.IdColumn && !by.Contains(column, StringComparer.Ordinal);
}
