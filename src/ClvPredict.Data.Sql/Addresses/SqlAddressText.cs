namespace ClvPredict.Data.Sql.Addresses;

/// <summary>The written form of database addresses: which texts are some, and how they are shown without secrets.</summary>
internal static class SqlAddressText
{
    internal const string Hidden = "***";

    /// <summary>The engine that an address names; null when the text is no address of a database.</summary>
    internal static SqlEngine? EngineOf(string source)
    {
        if (StartsWith(source, "postgres://") || StartsWith(source, "postgresql://"))
            return SqlEngine.Postgres;
        if (StartsWith(source, "clickhouse://"))
            return SqlEngine.ClickHouse;
        return StartsWith(source, "sqlite:") ? SqlEngine.Sqlite : null;
    }

    /// <summary>The address with *** for the password. Works on broken addresses too: what stands before the last @ is shown
    /// only where it is a user and a password.</summary>
    internal static string Redact(string source)
    {
        var start = source.IndexOf("://", StringComparison.Ordinal) + 3;
        var at = source.LastIndexOf('@');
        if (start < 3 || at < start || EngineOf(source) is null or SqlEngine.Sqlite)
            return source;
        var credentials = source.AsSpan(start, at - start);
        var (scheme, rest) = (source[..start], source[at..]);
        if (credentials.ContainsAny("/?#@"))
            return scheme + Hidden + rest;
        var colon = credentials.IndexOf(':');
        return colon < 0 ? source : $"{scheme}{credentials[..colon]}:{Hidden}{rest}";
    }

    private static bool StartsWith(string source, string scheme) =>
        source.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
