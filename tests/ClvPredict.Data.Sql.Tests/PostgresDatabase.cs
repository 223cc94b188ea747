using Npgsql;

namespace ClvPredict.Data.Sql.Tests;

internal sealed class PostgresDatabase : TestDatabase
{
    private readonly NpgsqlConnection _connection;

    internal PostgresDatabase()
    {
        var uri = new Uri(Address);
        var user = uri.UserInfo.Split(':');
        _connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder
            {
                Host = uri.Host,
                Port = uri.Port,
                Username = user[0],
                Password = user[1],
                Database = uri.AbsolutePath.Trim('/'),
                Pooling = false,
            }.ConnectionString
        );
        _connection.Open();
    }

    internal override string Address { get; } =
        Environment.GetEnvironmentVariable(ServerFactAttribute.Postgres)!;

    internal override void Run(string sql)
    {
        using var command = new NpgsqlCommand(
            sql.Replace("{0}", Table, StringComparison.Ordinal),
            _connection
        );
        command.ExecuteNonQuery();
    }

    internal override List<string> Query(string sql)
    {
        using var command = new NpgsqlCommand(
            sql.Replace("{0}", Table, StringComparison.Ordinal),
            _connection
        );
        using var reader = command.ExecuteReader();
        return Rows(reader);
    }

    internal override List<string> Tables() =>
        Query("SELECT relname FROM pg_class WHERE relkind = 'r' AND starts_with(relname, '{0}')");

    /// <summary>Fills the table from CSV text with a header.</summary>
    internal void Copy(string csv)
    {
        using var copy = _connection.BeginTextImport(
            $"COPY {Table} FROM STDIN (FORMAT CSV, HEADER)"
        );
        copy.Write(csv);
    }

    public override void Dispose()
    {
        Run("DROP TABLE IF EXISTS {0}");
        _connection.Dispose();
    }
}
