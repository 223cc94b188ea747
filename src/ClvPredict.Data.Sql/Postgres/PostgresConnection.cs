using ClvPredict.Data.Sql.Addresses;
using Npgsql;

namespace ClvPredict.Data.Sql.Postgres;

/// <summary>Connections to PostgreSQL.</summary>
internal static class PostgresConnection
{
    private const int ConnectSeconds = 15;

    /// <summary>Connects and begins a transaction.</summary>
    /// <param name="address">The server.</param>
    /// <param name="begin">The statements that begin it.</param>
    /// <param name="ct">Stops waiting for the server.</param>
    /// <exception cref="OrderDataException">The server is not there or does not let in.</exception>
    internal static NpgsqlConnection Open(SqlAddress address, string begin, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(ConnectionText(address));
        try
        {
            connection.OpenAsync(ct).GetAwaiter().GetResult();
#pragma warning disable CA2100 // A constant of the caller.
            using var command = new NpgsqlCommand(begin, connection);
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return connection;
        }
        catch (Exception e)
        {
            connection.Dispose();
            if (IsLost(e))
                throw PostgresErrors.Explain(address, e);
            throw;
        }
    }

    /// <summary>Whether an error is the server's or the network's and not one of the program.</summary>
    internal static bool IsLost(Exception error) =>
        error
            is NpgsqlException
                or IOException
                or TimeoutException
                or System.Net.Sockets.SocketException;

    private static string ConnectionText(SqlAddress address)
    {
        var text = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Pooling = false,
            Timeout = ConnectSeconds,
            // A query may sort or group for long before its first row.
            CommandTimeout = 0,
            ApplicationName = "clv",
        };
        if (address.Database is not null)
            text.Database = address.Database;
        if (address.User is not null)
            text.Username = address.User;
        if (address.Password is not null)
            text.Password = address.Password;
        if (address.SslMode is not null)
            text.SslMode = Enum.Parse<SslMode>(
                address.SslMode.Replace("-", "", StringComparison.Ordinal),
                ignoreCase: true
            );
        return text.ConnectionString;
    }
}
