using System.Buffers;

namespace ClvPredict.Data.Sql;

/// <summary>Which order lines to take from a database. The defaults take all lines of the table that the address names.</summary>
public sealed record SqlReadOptions
{
    private static readonly SearchValues<char> s_timeZoneSymbols = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/+-:"
    );

    /// <summary>A SELECT of the user's own whose result has the order lines, run as it is; then the address names no table.
    /// Default null: the table.</summary>
    public string? Query { get; init; }

    /// <summary>The time zone in which instants (PostgreSQL's timestamptz, ClickHouse's DateTime) become days and times,
    /// an IANA name such as Europe/Berlin; other dates stay as written. Default null: UTC in PostgreSQL, in ClickHouse the
    /// zone of the column or else of the server, in which its text was written.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the server is to sort the lines by customer and date. Default false: they come in any order.</summary>
    internal bool IsSorted { get; init; }

    /// <summary>Checks the values against their ranges.</summary>
    /// <exception cref="ArgumentException">One or more are outside; the message names them all.</exception>
    internal static void Validate(SqlReadOptions options)
    {
        var faults = new List<string>();
        if (options.Query is { } query && string.IsNullOrWhiteSpace(query))
            faults.Add($"{nameof(Query)} is empty, expected a SELECT");
        if (
            options.TimeZone is { } zone
            && (zone.Length is 0 or > 64 || zone.AsSpan().ContainsAnyExcept(s_timeZoneSymbols))
        )
            faults.Add(
                $"{nameof(TimeZone)} is no IANA time zone, expected for example Europe/Berlin"
            );
        if (faults.Count > 0)
            throw new ArgumentException(
                $"Options for reading a database: {string.Join("; ", faults)}.",
                nameof(options)
            );
    }
}
