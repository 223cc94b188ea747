using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClvPredict.Data.Sql.Sqlite;

/// <summary>The rows of a query on SQLite; each value is written by the type that it has itself.</summary>
internal sealed class SqliteRows : SqlRows
{
    private const int MaxNumberBytes = 32;

    private readonly SqlAddress _address;
    private readonly SqliteCommand _command;
    private readonly ImmutableArray<SqlColumn> _columns;
    private readonly CancellationToken _ct;
    private readonly CancellationTokenRegistration _interrupt;
    private readonly SqliteDataReader _reader;
    private readonly sqlite3_stmt _statement;

    internal SqliteRows(
        SqlAddress address,
        SqliteCommand command,
        ImmutableArray<SqlColumn> columns,
        CancellationToken ct
    )
    {
        _address = address;
        _command = command;
        _columns = columns;
        _ct = ct;
        var database = command.Connection!.Handle;
        _interrupt = ct.Register(() => raw.sqlite3_interrupt(database));
        try
        {
            _reader = command.ExecuteReader();
            _statement = _reader.Handle!;
        }
        catch
        {
            _interrupt.Dispose();
            command.Dispose();
            throw;
        }
    }

    internal override bool Fill(CsvRows rows)
    {
        _ct.ThrowIfCancellationRequested();
        try
        {
            while (!rows.IsFull)
            {
                if (!_reader.Read())
                    return false;
                for (var column = 0; column < _columns.Length; column++)
                    Add(rows, column);
                rows.EndRow();
            }
            return true;
        }
        catch (SqliteException e)
        {
            _ct.ThrowIfCancellationRequested();
            throw SqliteSession.Explain(_address, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _interrupt.Dispose();
        _reader.Dispose();
        _command.Dispose();
    }

    private void Add(CsvRows rows, int column)
    {
        Span<byte> number = stackalloc byte[MaxNumberBytes];
        int written;
        switch (raw.sqlite3_column_type(_statement, column))
        {
            case raw.SQLITE_NULL:
                rows.Add([]);
                break;
            case raw.SQLITE_INTEGER:
                raw.sqlite3_column_int64(_statement, column)
                    .TryFormat(number, out written, default, CultureInfo.InvariantCulture);
                rows.AddNumber(number[..written]);
                break;
            case raw.SQLITE_FLOAT:
                raw.sqlite3_column_double(_statement, column)
                    .TryFormat(number, out written, "R", CultureInfo.InvariantCulture);
                rows.AddNumber(number[..written]);
                break;
            case raw.SQLITE_TEXT:
                // Makes the value UTF-8, in which its bytes are then taken.
                _ = raw.sqlite3_column_text(_statement, column);
                rows.Add(raw.sqlite3_column_blob(_statement, column));
                break;
            default:
                ThrowBlob(_columns[column].Name);
                break;
        }
    }

    private void ThrowBlob(string column) =>
        throw new OrderDataException(
            $"{_address.Name}: the column '{column}' has values of type BLOB, which are not read; supported are integers, reals and text. Cast it in a query."
        );
}
