using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;
using Npgsql;

namespace ClvPredict.Data.Sql.Postgres;

/// <summary>A connection to PostgreSQL within one transaction that only reads and sees one state of the data.</summary>
internal sealed class PostgresSession : SqlSession
{
    private const string Begin =
        "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL datestyle = 'ISO'; "
        + "SET LOCAL extra_float_digits = 3; SET LOCAL standard_conforming_strings = on";

    private readonly SqlAddress _address;
    private readonly NpgsqlConnection _connection;

    internal PostgresSession(SqlAddress address, CancellationToken ct)
    {
        _address = address;
        _connection = PostgresConnection.Open(address, Begin, ct);
    }

    internal override SqlDialect Dialect { get; } = new PostgresDialect();

    internal override ImmutableArray<SqlColumn> Describe(string relation, CancellationToken ct)
    {
        try
        {
            var columns = NamesAndTypes(relation, ct);
            var types = Types([.. columns.Select(c => c.Type)], ct);
            return
            [
                .. columns.Select(c => new SqlColumn(
                    c.Name,
                    types[c.Type].Name,
                    types[c.Type].Kind
                )),
            ];
        }
        catch (Exception e) when (PostgresConnection.IsLost(e))
        {
            throw PostgresErrors.Explain(_address, e);
        }
    }

    internal override SqlRows Run(
        string sql,
        ImmutableArray<SqlColumn> columns,
        CancellationToken ct
    )
    {
        try
        {
            var stream = _connection
                .BeginRawBinaryCopyAsync($"COPY ({sql}) TO STDOUT (FORMAT BINARY)", ct)
                .GetAwaiter()
                .GetResult();
            return new PostgresRows(_address, new ByteSource(stream, ct), columns);
        }
        catch (Exception e) when (PostgresConnection.IsLost(e))
        {
            throw PostgresErrors.Explain(_address, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _connection.Dispose();
    }

    private List<(string Name, uint Type)> NamesAndTypes(string relation, CancellationToken ct)
    {
        using var command = Command($"SELECT * FROM {relation} LIMIT 0");
        using var reader = command
            .ExecuteReaderAsync(CommandBehavior.SchemaOnly, ct)
            .GetAwaiter()
            .GetResult();
        var columns = new List<(string, uint)>();
        for (var i = 0; i < reader.FieldCount; i++)
            columns.Add((reader.GetName(i), reader.GetDataTypeOID(i)));
        return columns;
    }

    /// <summary>Types by number from the catalogue; the driver's own list may be older than the table.</summary>
    private Dictionary<uint, (string Name, SqlColumnKind Kind)> Types(
        uint[] numbers,
        CancellationToken ct
    )
    {
        using var command = Command(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT oid, format_type(oid, NULL), typname::text, typtype = 'e' FROM pg_catalog.pg_type WHERE oid IN ({string.Join(", ", numbers.Prepend(0U))})"
            )
        );
        using var reader = command.ExecuteReaderAsync(ct).GetAwaiter().GetResult();
        var types = new Dictionary<uint, (string, SqlColumnKind)>();
        while (reader.Read())
        {
            var kind = reader.GetBoolean(3)
                ? SqlColumnKind.Text
                : PostgresDialect.KindOf(reader.GetString(2));
            types.Add(reader.GetFieldValue<uint>(0), (reader.GetString(1), kind));
        }
        return types;
    }

#pragma warning disable CA2100 // Composed of quoted names and numbers; a query is the user's own.
    private NpgsqlCommand Command(string sql) => new(sql, _connection);
#pragma warning restore CA2100
}
