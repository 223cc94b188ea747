using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Rows;
using Npgsql;

namespace ClvPredict.Data.Sql.Postgres;

/// <summary>PostgreSQL's errors as sentences.</summary>
internal static class PostgresErrors
{
    /// <summary>What went wrong, for the user.</summary>
    internal static OrderDataException Explain(SqlAddress address, Exception error)
    {
        var sentence = error switch
        {
            PostgresException e => OfServer(address, e),
            NpgsqlException { InnerException: System.Net.Sockets.SocketException e } =>
                $"cannot connect to {address.Host}:{address.Port}: {e.Message}",
            _ =>
                $"the connection to {address.Host}:{address.Port} failed: {ServerText.Shorten(error.Message)}",
        };
        return new OrderDataException($"{address.Name}: {sentence}.", error);
    }

    private static string OfServer(SqlAddress address, PostgresException error)
    {
        var text = ServerText.Shorten(error.MessageText);
        return error.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"the server does not let the user '{address.User}' in: {text}",
            PostgresErrorCodes.InvalidCatalogName => $"no such database: {text}",
            PostgresErrorCodes.UndefinedTable => $"no such table: {text}",
            PostgresErrorCodes.UndefinedColumn => $"no such column: {text}",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"the user '{address.User}' may not read it: {text}",
            _ => $"the server refused the query: {text}",
        };
    }
}
