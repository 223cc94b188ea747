using System.Collections.Immutable;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Insert;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>The statements by which rows get into a table of ClickHouse; 18.16 has them all.</summary>
internal sealed class ClickHouseInsertSql
{
    /// <summary>The server's clock, in seconds since 1970.</summary>
    internal const string Now = "SELECT toUInt32(now())";

    private static readonly ClickHouseDialect s_dialect = new();

    private readonly string _inDatabase;

    /// <summary>Statements for the table of an address.</summary>
    /// <exception cref="OrderDataException">The table's name cannot be one.</exception>
    internal ClickHouseInsertSql(SqlAddress address)
    {
        // Checks the name.
        s_dialect.Relation(address.Name, address.Table, null);
        var parts = address.Table!.Split('.');
        Table = parts[^1];
        Database = parts.Length > 1 ? parts[0] : null;
        _inDatabase = $"database = {(Database is null ? "currentDatabase()" : Literal(Database))}";
    }

    /// <summary>The table's name without its database.</summary>
    internal string Table { get; }

    /// <summary>The database that the table's name begins with, or null.</summary>
    internal string? Database { get; }

    internal string FindDatabase() =>
        $"SELECT name FROM system.databases WHERE name = {Literal(Database!)}";

    internal string FindTable() =>
        $"SELECT engine, partition_key FROM system.tables WHERE {_inDatabase} AND name = {Literal(Table)}";

    internal string FindColumns() =>
        $"SELECT name, type, default_kind FROM system.columns WHERE {_inDatabase} AND table = {Literal(Table)}";

    internal string FindTables(string beginning) =>
        $"SELECT name FROM system.tables WHERE {_inDatabase} AND startsWith(name, {Literal(beginning)})";

    internal string CreateLike(string staging) =>
        $"CREATE TABLE {Relation(staging)} AS {Relation(Table)}";

    internal string Create(string table, InsertPlan plan)
    {
        var columns = plan.Columns.Select(c => $"{s_dialect.Quote(c.Name)} {c.Type}");
        var by = plan.By.Select(c => s_dialect.Quote(plan.Columns[c].Name)).ToList();
        var partition = by.Count switch
        {
            0 => "tuple()",
            1 => by[0],
            _ => $"({string.Join(", ", by)})",
        };
        var order = plan.Columns.Any(c => c.Name == InsertRows.IdColumn)
            ? s_dialect.Quote(InsertRows.IdColumn)
            : "tuple()";
        return $"CREATE TABLE IF NOT EXISTS {Relation(table)} ({string.Join(", ", columns)}) ENGINE = MergeTree PARTITION BY {partition} ORDER BY {order}";
    }

    internal string Insert(string staging, InsertPlan plan) =>
        $"INSERT INTO {Relation(staging)} ({string.Join(", ", plan.Columns.Select(c => s_dialect.Quote(c.Name)))}) FORMAT RowBinary";

    internal string Count(string staging) => $"SELECT count() FROM {Relation(staging)}";

    /// <summary>The parts of the table that hold the partitions of the staging table.</summary>
    internal string FindParts(string staging) =>
        $"SELECT name FROM system.parts WHERE {_inDatabase} AND table = {Literal(Table)} AND active AND partition IN (SELECT partition FROM system.parts WHERE {_inDatabase} AND table = {Literal(staging)} AND active)";

    /// <summary>How many of some parts are still on the server's disk.</summary>
    internal string CountParts(IEnumerable<string> names) =>
        $"SELECT count() FROM system.parts WHERE {_inDatabase} AND table = {Literal(Table)} AND name IN ({string.Join(", ", names.Select(Literal))})";

    internal string ReplacePartition(
        string staging,
        InsertPlan plan,
        ImmutableArray<string> values
    ) =>
        $"ALTER TABLE {Relation(Table)} REPLACE PARTITION {Partition(plan, values)} FROM {Relation(staging)}";

    internal string DropPartition(InsertPlan plan, ImmutableArray<string> values) =>
        $"ALTER TABLE {Relation(Table)} DROP PARTITION {Partition(plan, values)}";

    internal string Drop(string table) => $"DROP TABLE IF EXISTS {Relation(table)}";

    /// <summary>The partition whose key has these values.</summary>
    private static string Partition(InsertPlan plan, ImmutableArray<string> values)
    {
        if (values.IsEmpty)
            return "tuple()";
        var literals = values.Select(
            (value, i) =>
                plan.Columns[plan.By[i]].Kind is CellKind.Text or CellKind.Day
                    ? Literal(value)
                    : value
        );
        return values.Length == 1 ? literals.First() : $"({string.Join(", ", literals)})";
    }

    private string Relation(string table) =>
        Database is null
            ? s_dialect.Quote(table)
            : $"{s_dialect.Quote(Database)}.{s_dialect.Quote(table)}";

    private static string Literal(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
