using System.Collections.Immutable;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.ClickHouse;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Postgres;
using ClvPredict.Data.Sql.Sqlite;

namespace ClvPredict.Data.Sql.Rows;

/// <summary>A way into a database for one reading.</summary>
internal abstract class SqlSession : IDisposable
{
    /// <summary>The SQL of the database.</summary>
    internal abstract SqlDialect Dialect { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="OrderDataException">The database is not there or does not let in.</exception>
    internal static SqlSession Open(SqlAddress address, CancellationToken ct) =>
        address.Engine switch
        {
            SqlEngine.Postgres => new PostgresSession(address, ct),
            SqlEngine.ClickHouse => new ClickHouseSession(address),
            _ => new SqliteSession(address),
        };

    /// <summary>The columns of a table or query.</summary>
    /// <exception cref="OrderDataException">There is no such table, or the query is wrong.</exception>
    internal abstract ImmutableArray<SqlColumn> Describe(string relation, CancellationToken ct);

    /// <summary>Starts a query. The rows are to be disposed before the session.</summary>
    /// <param name="sql">A SELECT of the columns.</param>
    /// <param name="columns">What it gives.</param>
    /// <param name="ct">Stops the query, also while its rows are read.</param>
    internal abstract SqlRows Run(
        string sql,
        ImmutableArray<SqlColumn> columns,
        CancellationToken ct
    );

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
