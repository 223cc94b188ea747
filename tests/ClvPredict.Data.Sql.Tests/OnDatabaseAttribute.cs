using System.Reflection;
using Xunit.Sdk;

namespace ClvPredict.Data.Sql.Tests;

/// <summary>Runs a theory on a table of a database; skipped, visibly, where the environment names no such server.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnDatabaseAttribute : DataAttribute
{
    public const string OnSqlite = "SQLite";
    public const string OnPostgres = ServerFactAttribute.Postgres;
    public const string OnClickHouse = ServerFactAttribute.ClickHouse;

    /// <summary>A current version, by chDB; .ci/run starts it.</summary>
    public const string OnCurrentClickHouse = "CLV_CLICKHOUSE_CURRENT";

    public OnDatabaseAttribute(string database)
    {
        Database = database;
        if (database != OnSqlite && Environment.GetEnvironmentVariable(database) is null)
            Skip = $"the environment variable {database} is not set; see .ci/run";
    }

    public string Database { get; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        [
            [Database],
        ];
}
