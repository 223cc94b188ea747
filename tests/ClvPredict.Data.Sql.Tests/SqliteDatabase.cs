using Microsoft.Data.Sqlite;

namespace ClvPredict.Data.Sql.Tests;

internal sealed class SqliteDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-sqlite-");
    private readonly SqliteConnection _connection;

    internal SqliteDatabase()
    {
        _connection = new SqliteConnection($"Data Source={File};Pooling=False");
        _connection.Open();
    }

    internal string File => Path.Combine(_folder.FullName, "orders.db");

    internal override string Address => $"sqlite:{File}";

    internal override void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql.Replace("{0}", Table, StringComparison.Ordinal);
        command.ExecuteNonQuery();
    }

    internal override List<string> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql.Replace("{0}", Table, StringComparison.Ordinal);
        using var reader = command.ExecuteReader();
        return Rows(reader);
    }

    internal override List<string> Tables() =>
        Query("SELECT name FROM sqlite_master WHERE name LIKE '{0}%'");

    public override void Dispose()
    {
        _connection.Dispose();
        _folder.Delete(recursive: true);
    }
}
