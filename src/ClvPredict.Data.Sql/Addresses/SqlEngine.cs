namespace ClvPredict.Data.Sql.Addresses;

/// <summary>The databases that orders can be read from.</summary>
internal enum SqlEngine
{
    Postgres,
    ClickHouse,
    Sqlite,
}
