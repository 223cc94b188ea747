using System.Collections.Immutable;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Insert;
using Npgsql;

namespace ClvPredict.Data.Sql.Postgres;

/// <summary>A table of PostgreSQL. Old rows are deleted and new ones copied in one transaction; other inserts into the table
/// wait meanwhile, readers do not.</summary>
internal sealed class PostgresTarget : SqlTarget
{
    private const string Begin =
        "BEGIN; SET LOCAL datestyle = 'ISO'; SET LOCAL standard_conforming_strings = on";
    private static readonly Version s_firstWithIdentity = new(10, 0);

    private readonly SqlAddress _address;
    private readonly NpgsqlConnection _connection;
    private readonly PostgresDialect _dialect = new();
    private readonly string _table;

    internal PostgresTarget(SqlAddress address, CancellationToken ct)
    {
        _address = address;
        _table = _dialect.Relation(address.Name, address.Table, null);
        _connection = PostgresConnection.Open(address, Begin, ct);
    }

    internal override ImmutableArray<TargetColumn>? Describe(CancellationToken ct) =>
        Explained(() =>
        {
            var identity =
                _connection.PostgreSqlVersion >= s_firstWithIdentity
                    ? "a.attidentity <> ''"
                    : "false";
            using var command = Command(
                $"""
                SELECT a.attname, format_type(a.atttypid, a.atttypmod), t.typname::text, a.attnotnull, a.atthasdef OR {identity}
                FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                WHERE a.attrelid = to_regclass({Literal(
                    _table
                )}) AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum
                """
            );
            using var reader = command.ExecuteReaderAsync(ct).GetAwaiter().GetResult();
            var columns = ImmutableArray.CreateBuilder<TargetColumn>();
            while (reader.Read())
                columns.Add(
                    Column(
                        reader.GetString(0),
                        reader.GetString(1),
                        reader.GetString(2),
                        isNullable: !reader.GetBoolean(3),
                        hasDefault: reader.GetBoolean(4)
                    )
                );
            return columns.Count > 0
                ? columns.DrainToImmutable()
                : (ImmutableArray<TargetColumn>?)null;
        });

    internal override ImmutableArray<TargetColumn> Design(
        ImmutableArray<TableColumn> columns,
        ImmutableArray<string> by
    ) =>
        [
            .. columns.Select(column =>
            {
                var (type, name) = column.Type switch
                {
                    TableColumnType.Number32 => ("real", "float4"),
                    TableColumnType.Number64 => ("double precision", "float8"),
                    TableColumnType.Whole => ("bigint", "int8"),
                    TableColumnType.Flag => ("boolean", "bool"),
                    TableColumnType.Day => ("date", "date"),
                    _ => ("text", "text"),
                };
                return Column(column.Name, type, name, MayBeMissing(column.Name, by), false);
            }),
        ];

    internal override void Replace(
        InsertPlan plan,
        InsertRows rows,
        bool isNew,
        CancellationToken ct
    ) =>
        Explained(() =>
        {
            if (isNew)
            {
                // Two that make a table at once would fail by each other.
                Run("SELECT pg_advisory_xact_lock(hashtext('clv insert'))", ct);
                Run($"CREATE TABLE IF NOT EXISTS {_table} ({Definitions(plan)})", ct);
            }
            Run($"LOCK TABLE {_table} IN SHARE ROW EXCLUSIVE MODE", ct);
            Run($"DELETE FROM {_table}{Where(plan, rows.ByValues)}", ct);
            Copy(plan, rows, ct);
            Run("COMMIT", ct);
            return true;
        });

    protected override void Dispose(bool disposing)
    {
        // An open transaction ends with the connection.
        if (disposing)
            _connection.Dispose();
    }

    private void Copy(InsertPlan plan, InsertRows rows, CancellationToken ct)
    {
        var names = string.Join(", ", plan.Columns.Select(c => _dialect.Quote(c.Name)));
        var writer = (NpgsqlCopyTextWriter)
            _connection
                .BeginTextImportAsync($"COPY {_table} ({names}) FROM STDIN", ct)
                .GetAwaiter()
                .GetResult();
        try
        {
            new TabRows(rows, plan).WriteTo(writer.BaseStream, ct);
        }
        catch
        {
            Cancel(writer);
            throw;
        }
        // Ends the rows; without it they count as cancelled.
        writer.Dispose();
    }

    private static void Cancel(NpgsqlCopyTextWriter writer)
    {
        try
        {
            writer.Cancel();
        }
        catch (Exception e) when (e is ObjectDisposedException || PostgresConnection.IsLost(e))
        {
            // What broke the writing, and with it the connection, is on its way.
        }
    }

    private string Definitions(InsertPlan plan) =>
        string.Join(
            ", ",
            plan.Columns.Select(c =>
                $"{_dialect.Quote(c.Name)} {c.Type}{(c.IsNullable ? "" : " NOT NULL")}"
            )
        );

    private string Where(InsertPlan plan, ImmutableArray<string> values) =>
        values.IsEmpty
            ? ""
            : " WHERE "
                + string.Join(
                    " AND ",
                    values.Select(
                        (value, i) =>
                            $"{_dialect.Quote(plan.Columns[plan.By[i]].Name)} = {Literal(value)}"
                    )
                );

    private static TargetColumn Column(
        string name,
        string type,
        string typeName,
        bool isNullable,
        bool hasDefault
    )
    {
        var (kind, bits) = typeName switch
        {
            "int2" => (CellKind.Whole, 16),
            "int4" => (CellKind.Whole, 32),
            "int8" => (CellKind.Whole, 64),
            "float4" or "float8" or "numeric" => (CellKind.Number, 64),
            "bool" => (CellKind.Flag, 64),
            "date" => (CellKind.Day, 64),
            "text" or "varchar" or "bpchar" or "citext" or "name" => (CellKind.Text, 64),
            _ => (CellKind.Other, 64),
        };
        return new TargetColumn(name, type, kind)
        {
            Low = long.MinValue >> (64 - bits),
            High = long.MaxValue >> (64 - bits),
            IsNullable = isNullable,
            HasDefault = hasDefault,
        };
    }

    private T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (PostgresConnection.IsLost(e))
        {
            throw PostgresErrors.Explain(_address, e);
        }
    }

    private void Run(string sql, CancellationToken ct)
    {
        using var command = Command(sql);
        command.ExecuteNonQueryAsync(ct).GetAwaiter().GetResult();
    }

#pragma warning disable CA2100 // Composed of quoted names and literals.
    private NpgsqlCommand Command(string sql) => new(sql, _connection);
#pragma warning restore CA2100

    /// <summary>A literal, with standard_conforming_strings.</summary>
    private static string Literal(string text) =>
        $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
