using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClvPredict.Data.Ingest;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;
using Microsoft.Data.Sqlite;

namespace ClvPredict.Data.Sql.Sqlite;

/// <summary>An SQLite file, opened to be read only.</summary>
internal sealed class SqliteSession : SqlSession
{
    private readonly SqlAddress _address;
    private readonly SqliteConnection _connection;

    internal SqliteSession(SqlAddress address)
    {
        _address = address;
        if (!File.Exists(address.Host))
            throw new OrderDataException($"no such file: {address.Host}");
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = address.Host,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        _connection = new SqliteConnection(text.ConnectionString);
        try
        {
            _connection.Open();
            _connection.CreateFunction<object?, long, long>(
                SqliteDialect.ShardFunction,
                static (customer, count) =>
                    CustomerHash.Of(Encoding.UTF8.GetBytes(TextOf(customer))) % count,
                isDeterministic: true
            );
            _connection.CreateFunction<object?, string?>(SqliteDialect.DateFunction, IsoDate);
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw Explain(address, e);
        }
    }

    internal override SqlDialect Dialect { get; } = new SqliteDialect();

    internal override ImmutableArray<SqlColumn> Describe(string relation, CancellationToken ct)
    {
        try
        {
            using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The table's name is quoted; a query is the user's own.
            command.CommandText = $"SELECT * FROM {relation} LIMIT 0";
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            var columns = ImmutableArray.CreateBuilder<SqlColumn>(reader.FieldCount);
            for (var i = 0; i < reader.FieldCount; i++)
                columns.Add(
                    new SqlColumn(
                        reader.GetName(i),
                        reader.GetDataTypeName(i),
                        SqlColumnKind.Dynamic
                    )
                );
            return columns.DrainToImmutable();
        }
        catch (SqliteException e)
        {
            throw Explain(_address, e);
        }
    }

    internal override SqlRows Run(
        string sql,
        ImmutableArray<SqlColumn> columns,
        CancellationToken ct
    )
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Composed of quoted names, numbers and days; a query is the user's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        try
        {
            return new SqliteRows(_address, command, columns, ct);
        }
        catch (SqliteException e)
        {
            throw Explain(_address, e);
        }
    }

    /// <summary>SQLite's error as a sentence.</summary>
    internal static OrderDataException Explain(SqlAddress address, SqliteException error)
    {
        var (first, last) = (
            error.Message.IndexOf('\'', StringComparison.Ordinal),
            error.Message.LastIndexOf('\'')
        );
        var text = last > first ? error.Message[(first + 1)..last] : error.Message;
        return new OrderDataException($"{address.Name}: {ServerText.Shorten(text)}.", error);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _connection.Dispose();
    }

    private static string TextOf(object? value) =>
        value switch
        {
            null or DBNull => "",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    /// <summary>A date's text where it can be compared with a day in ISO form, else null.</summary>
    private static string? IsoDate(object? value)
    {
        var text = TextOf(value).Trim(' ', '\t', '\r', '\n');
        var isIso =
            text.Length >= 10
            && text[4] == '-'
            && text[7] == '-'
            && DateOnly.TryParseExact(
                text.AsSpan(0, 10),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            );
        return isIso ? text : null;
    }
}
