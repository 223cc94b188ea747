using System.Collections.Immutable;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Insert;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClvPredict.Data.Sql.Sqlite;

/// <summary>A table of an SQLite file, which is made if it is not there. Old rows are deleted and new ones inserted in one
/// transaction.</summary>
internal sealed class SqliteTarget : SqlTarget
{
    private readonly SqlAddress _address;
    private readonly SqliteConnection _connection;
    private readonly SqliteDialect _dialect = new();
    private readonly string _table;

    internal SqliteTarget(SqlAddress address)
    {
        _address = address;
        _table = _dialect.Relation(address.Name, address.Table, null);
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = address.Host,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        };
        _connection = new SqliteConnection(text.ConnectionString);
        try
        {
            _connection.Open();
            Run("BEGIN IMMEDIATE");
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw SqliteSession.Explain(address, e);
        }
    }

    internal override ImmutableArray<TargetColumn>? Describe(CancellationToken ct) =>
        Explained(() =>
        {
            var parts = _address.Table!.Split('.');
            using var command = _connection.CreateCommand();
            command.CommandText =
                "SELECT name, type, \"notnull\", dflt_value IS NOT NULL FROM pragma_table_info($table, $schema)";
            command.Parameters.AddWithValue("$table", parts[^1]);
            command.Parameters.AddWithValue("$schema", parts.Length > 1 ? parts[0] : "main");
            using var reader = command.ExecuteReader();
            var columns = ImmutableArray.CreateBuilder<TargetColumn>();
            while (reader.Read())
            {
                var type = reader.GetString(1);
                columns.Add(
                    new TargetColumn(reader.GetString(0), type, KindOf(type))
                    {
                        IsNullable = !reader.GetBoolean(2),
                        HasDefault = reader.GetBoolean(3),
                    }
                );
            }
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
                var type = column.Type switch
                {
                    TableColumnType.Number32 or TableColumnType.Number64 => "REAL",
                    TableColumnType.Whole => "INTEGER",
                    TableColumnType.Flag => "BOOLEAN",
                    TableColumnType.Day => "DATE",
                    _ => "TEXT",
                };
                return new TargetColumn(column.Name, type, KindOf(type))
                {
                    IsNullable = MayBeMissing(column.Name, by),
                };
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
                Run($"CREATE TABLE {_table} ({Definitions(plan)})");
            Delete(plan, rows.ByValues);
            Insert(plan, rows, ct);
            Run("COMMIT");
            return true;
        });

    protected override void Dispose(bool disposing)
    {
        // An open transaction ends with the connection.
        if (disposing)
            _connection.Dispose();
    }

    /// <summary>What SQLite makes of a declared type, which is any text.</summary>
    private static CellKind KindOf(string type)
    {
        bool Has(string part) => type.Contains(part, StringComparison.OrdinalIgnoreCase);
        if (Has("INT"))
            return CellKind.Whole;
        if (Has("CHAR") || Has("CLOB") || Has("TEXT"))
            return CellKind.Text;
        if (Has("REAL") || Has("FLOA") || Has("DOUB") || Has("NUMERIC") || Has("DECIMAL"))
            return CellKind.Number;
        if (Has("BOOL"))
            return CellKind.Flag;
        return type.Equals("DATE", StringComparison.OrdinalIgnoreCase)
            ? CellKind.Day
            : CellKind.Other;
    }

    private string Definitions(InsertPlan plan) =>
        string.Join(
            ", ",
            plan.Columns.Select(c =>
                $"{_dialect.Quote(c.Name)} {c.Type}{(c.IsNullable ? "" : " NOT NULL")}"
            )
        );

    private void Delete(InsertPlan plan, ImmutableArray<string> values)
    {
        var conditions = plan.By.Select(
            (c, i) => $"{_dialect.Quote(plan.Columns[c].Name)} = ${i + 1}"
        );
        using var command = Command(
            $"DELETE FROM {_table}{(values.IsEmpty ? "" : " WHERE " + string.Join(" AND ", conditions))}"
        );
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(FormattableString.Invariant($"${i + 1}"), values[i]);
        command.ExecuteNonQuery();
    }

    private void Insert(InsertPlan plan, InsertRows rows, CancellationToken ct)
    {
        var names = plan.Columns.Select(c => _dialect.Quote(c.Name));
        var sql =
            $"INSERT INTO {_table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", plan.Columns.Select(_ => "?"))})";
        var database = _connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement));
        using (statement)
        {
            while (rows.Next())
            {
                ct.ThrowIfCancellationRequested();
                for (var i = 0; i < plan.Columns.Length; i++)
                    Check(Bind(statement, i, plan.Columns[i], rows));
                if (raw.sqlite3_step(statement) != raw.SQLITE_DONE)
                    Check(raw.sqlite3_errcode(database));
                Check(raw.sqlite3_reset(statement));
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int index, TargetColumn column, InsertRows rows)
    {
        var text = rows.Cell(index);
        if (text.IsEmpty && column.IsNullable)
            return raw.sqlite3_bind_null(statement, index + 1);
        if (!CellText.Fits(column, text))
            throw rows.Misfit(index);
        switch (column.Kind)
        {
            case CellKind.Whole or CellKind.Flag:
                CellText.TryWhole(text, out var whole);
                return raw.sqlite3_bind_int64(statement, index + 1, whole);
            case CellKind.Number:
                CellText.TryNumber(text, out var number);
                return raw.sqlite3_bind_double(statement, index + 1, number);
            default:
                return raw.sqlite3_bind_text(statement, index + 1, text);
        }
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, _connection.Handle);
    }

    private T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw SqliteSession.Explain(_address, e);
        }
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Composed of quoted names.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
