using System.Collections.Immutable;

namespace ClvPredict.Data.Sql.Addresses;

/// <summary>Where a database is and how to get in.</summary>
/// <param name="Engine">Which database.</param>
/// <param name="Name">The address without secrets, for messages and reports.</param>
/// <param name="Host">The server; the file of SQLite.</param>
/// <param name="Port">Its port.</param>
internal sealed record SqlAddress(SqlEngine Engine, string Name, string Host, int Port)
{
    private const int MaxPasswordFileBytes = 1 << 16;

    private static readonly ImmutableArray<string> s_sslModes =
    [
        "disable",
        "prefer",
        "require",
        "verify-ca",
        "verify-full",
    ];

    /// <summary>Null: the user's own, or none.</summary>
    internal string? Database { get; private init; }

    internal string? User { get; private init; }

    /// <summary>Never in a message.</summary>
    internal string? Password { get; private init; }

    /// <summary>Null where a query is to be given.</summary>
    internal string? Table { get; private init; }

    /// <summary>PostgreSQL's sslmode as written, or null.</summary>
    internal string? SslMode { get; private init; }

    /// <summary>Whether ClickHouse is reached by HTTPS.</summary>
    internal bool IsSecure { get; private init; }

    // A record would print all of its properties.
    public override string ToString() => Name;

    /// <summary>Reads an address; what it lacks comes from the password file and the environment.</summary>
    /// <param name="source">As the user gave it.</param>
    /// <param name="environment">The value of an environment variable, or null.</param>
    /// <exception cref="OrderDataException">It is none, or the password file cannot be read.</exception>
    internal static SqlAddress Parse(string source, Func<string, string?> environment)
    {
        var engine =
            SqlAddressText.EngineOf(source)
            ?? throw new OrderDataException(
                $"{SqlAddressText.Redact(source)} is no address of a database; expected postgres://, clickhouse:// or sqlite:."
            );
        return engine == SqlEngine.Sqlite
            ? ParseSqlite(source)
            : ParseServer(engine, source, environment);
    }

    private static SqlAddress ParseSqlite(string source)
    {
        var text = source["sqlite:".Length..];
        var mark = text.LastIndexOf('?');
        var path = mark < 0 ? text : text[..mark];
        if (path.Length == 0)
            throw new OrderDataException(
                $"{source} names no file; expected sqlite:path?table=orders."
            );
        var parameters = Parameters(source, mark < 0 ? "" : text[(mark + 1)..], ["table"]);
        return new SqlAddress(SqlEngine.Sqlite, source, path, 0)
        {
            Table = parameters.GetValueOrDefault("table"),
        };
    }

    private static SqlAddress ParseServer(
        SqlEngine engine,
        string source,
        Func<string, string?> environment
    )
    {
        var name = SqlAddressText.Redact(source);
        var isPostgres = engine == SqlEngine.Postgres;
        // An @ behind the server would be part of a password that holds a / or ?, and would be shown as something else.
        if (
            !Uri.TryCreate(source, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0
            || uri.Fragment.Length > 0
            || uri.PathAndQuery.Contains('@', StringComparison.Ordinal)
        )
        {
            throw new OrderDataException(
                $"{name} is no address of a database; expected {(isPostgres ? "postgres" : "clickhouse")}://user@host:port/database?table=orders. In a user or password write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23; in a table @ as %40."
            );
        }
        var parameters = Parameters(
            name,
            uri.Query.TrimStart('?'),
            isPostgres
                ? ["table", "password-file", "sslmode"]
                : ["table", "password-file", "secure"]
        );
        var credentials = uri.UserInfo.Split(':', 2);
        var password = credentials.Length == 2 ? Uri.UnescapeDataString(credentials[1]) : null;
        var (userVariable, passwordVariable) = isPostgres
            ? ("PGUSER", "PGPASSWORD")
            : ("CLICKHOUSE_USER", "CLICKHOUSE_PASSWORD");
        var database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        var isSecure = IsSecureIn(name, parameters);
        return new SqlAddress(
            engine,
            name,
            uri.Host.Trim('[', ']'),
            PortOf(uri, isPostgres, isSecure)
        )
        {
            Database = database.Length > 0 ? database : null,
            User =
                credentials[0].Length > 0
                    ? Uri.UnescapeDataString(credentials[0])
                    : NotEmpty(environment(userVariable)),
            Password =
                password
                ?? (
                    parameters.TryGetValue("password-file", out var file)
                        ? ReadPassword(name, file)
                        : null
                )
                ?? NotEmpty(environment(passwordVariable)),
            Table = parameters.GetValueOrDefault("table"),
            SslMode = SslModeIn(name, parameters),
            IsSecure = isSecure,
        };
    }

    private static int PortOf(Uri uri, bool isPostgres, bool isSecure)
    {
        if (uri.Port > 0)
            return uri.Port;
        if (isPostgres)
            return 5432;
        return isSecure ? 8443 : 8123;
    }

    private static string? SslModeIn(string name, Dictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue("sslmode", out var mode) || s_sslModes.Contains(mode))
            return parameters.GetValueOrDefault("sslmode");
        throw new OrderDataException(
            $"{name}: sslmode is '{mode}', allowed are {string.Join(", ", s_sslModes)}."
        );
    }

    private static bool IsSecureIn(string name, Dictionary<string, string> parameters) =>
        parameters.GetValueOrDefault("secure") switch
        {
            null or "0" or "false" => false,
            "1" or "true" => true,
            var other => throw new OrderDataException(
                $"{name}: secure is '{other}', allowed are true and false."
            ),
        };

    private static Dictionary<string, string> Parameters(
        string name,
        string query,
        string[] allowed
    )
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (!allowed.Contains(parts[0], StringComparer.Ordinal))
                throw new OrderDataException(
                    $"{name}: unknown parameter '{parts[0]}', allowed are {string.Join(", ", allowed)}."
                );
            var value = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
            if (value.Length == 0 || !parameters.TryAdd(parts[0], value))
                throw new OrderDataException($"{name}: {parts[0]} has no value, or two.");
        }
        return parameters;
    }

    private static string ReadPassword(string name, string path)
    {
        using var file = InputFile.Open(path);
        var bytes = new byte[MaxPasswordFileBytes];
        try
        {
            var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var text = System.Text.Encoding.UTF8.GetString(bytes, 0, count);
            var end = text.AsSpan().IndexOfAny('\r', '\n');
            var password = end < 0 ? text : text[..end];
            return password.Length > 0
                ? password
                : throw new OrderDataException($"{name}: the password file {path} is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OrderDataException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
