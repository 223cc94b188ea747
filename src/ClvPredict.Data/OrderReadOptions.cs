using System.Collections.Immutable;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>How to read order lines. The defaults read a file whose columns have usual names.</summary>
public sealed record OrderReadOptions
{
    /// <summary>Columns named by the user: role ("order_date") → column of the header. A role with an empty column is not
    /// read at all. Roles not named here are found by their usual names. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Map { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The character between fields, ASCII, no quote or line end. Default null: detected among comma, semicolon,
    /// tab and bar, for each source.</summary>
    public char? Separator { get; init; }

    /// <summary>"dmy" or "mdy" where dates such as 03/04/2011 could be either, or an exact .NET pattern such as
    /// "d MMM yyyy" (invariant culture). Default null: detected.</summary>
    public string? DateFormat { get; init; }

    /// <summary>'.' or ',' before the decimals. Default null: a point where fields are separated by commas, otherwise
    /// detected for each source.</summary>
    public char? DecimalSeparator { get; init; }

    /// <summary>Largest share of the lines read that may be rejected, 0..1. Default 0.01.</summary>
    public double MaxRejectShare { get; init; } = 0.01;

    /// <summary>File for rejected lines (CSV: source, line, reason, text); written only when there are any. Its folder must
    /// exist. Default null: none.</summary>
    public string? RejectsPath { get; init; }

    /// <summary>True for logs without money: amounts are ignored or absent, every line's amount is 0, and a line is a return
    /// only when its quantity is negative or it is marked as one. Default false.</summary>
    public bool ValueIsOrders { get; init; }

    /// <summary>The business's time zone by its IANA name ("Europe/Vienna"): times that come with their distance from UTC
    /// are converted to it, and its day counts. Default null: the day is the one written.</summary>
    public string? TimeZone { get; init; }

    /// <summary>True when times written without a zone are in UTC; needs <see cref="TimeZone"/>. Dates without a time stay as
    /// they are. Default false: they are the business's local time.</summary>
    public bool TimesAreUtc { get; init; }

    /// <summary>What happens to lines that repeat another line in every column read. Default: they are kept. They are
    /// counted either way.</summary>
    public RepeatPolicy Repeats { get; init; } = RepeatPolicy.Keep;

    /// <summary>CSV file of two columns: customer ids that were merged, and the ids to use instead. Chains are followed.
    /// Default null: none.</summary>
    public string? AliasesPath { get; init; }

    /// <summary>The currency of the result. Needed with <see cref="CurrencyRatesPath"/>; otherwise, when given, lines in
    /// another currency are refused. Default null: the one currency of the input.</summary>
    public string? Currency { get; init; }

    /// <summary>CSV file with the columns currency and rate: what one unit of it is worth in <see cref="Currency"/>. Lines in
    /// a currency without a rate are rejected. Default null: several currencies are refused.</summary>
    public string? CurrencyRatesPath { get; init; }

    /// <summary>What the amounts include and is to be taken off: "tax", "shipping" or both, each read from the column of that
    /// role. Default: nothing.</summary>
    public ImmutableArray<string> AmountIncludes { get; init; } = [];

    /// <summary>Uses only lines of this day and later; earlier ones are left out and counted. Default null: no bound.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Uses only lines before this day, which itself is left out; later ones are left out and counted. Default null:
    /// no bound.</summary>
    public DateOnly? Before { get; init; }

    /// <summary>Uses only the customers of one part; the lines of others are left out and counted. Default null: all.</summary>
    public CustomerShard? Shard { get; init; }

    /// <summary>"utf-8" or "windows-1252". Default "utf-8".</summary>
    public string Encoding { get; init; } = Utf8;

    /// <summary>Threads that read lines of one source, 1 to 64; the result does not depend on it. Reading and unpacking
    /// ahead takes a further one. Default 1.</summary>
    public int Threads { get; init; } = 1;

    internal const string Utf8 = "utf-8";
    internal const string Windows1252 = "windows-1252";
    private const int MaxThreads = 64;

    /// <summary>Checks the values against their ranges.</summary>
    /// <exception cref="ArgumentException">One or more are outside; the message names them all.</exception>
    internal static void Validate(OrderReadOptions options)
    {
        var faults = new List<string>();
        foreach (var role in options.Map.Keys.Where(role => OrderRoles.Find(role) is null))
            faults.Add(
                $"{nameof(Map)} has the role '{role}', which is none of {OrderRoles.AllNames}"
            );
        if (
            options.Separator is { } s
            && (
                !char.IsAscii(s) || char.IsAsciiLetterOrDigit(s) || s is '"' or '\r' or '\n' or '\0'
            )
        )
            faults.Add(
                $"{nameof(Separator)} is '{s}', allowed is one ASCII character that is no letter, digit, quote or line end"
            );
        if (options.DateFormat is { Length: 0 })
            faults.Add(
                $"{nameof(DateFormat)} is empty, allowed are dmy, mdy or a .NET date pattern"
            );
        if (options.DecimalSeparator is { } d and not ('.' or ','))
            faults.Add($"{nameof(DecimalSeparator)} is '{d}', allowed are '.' and ','");
        if (options.MaxRejectShare is not (>= 0 and <= 1))
            faults.Add(
                FormattableString.Invariant(
                    $"{nameof(MaxRejectShare)} is {options.MaxRejectShare}, allowed is 0 to 1"
                )
            );
        ValidateMeaning(options, faults);
        if (faults.Count > 0)
            throw new ArgumentException(
                $"Options for reading orders: {string.Join("; ", faults)}.",
                nameof(options)
            );
    }

    private static void ValidateMeaning(OrderReadOptions options, List<string> faults)
    {
        if (options.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            faults.Add(
                $"{nameof(TimeZone)} is '{zone}', which this system does not know; expected an IANA name such as Europe/Vienna (installed with tzdata)"
            );
        if (options.TimesAreUtc && options.TimeZone is null)
            faults.Add(
                $"{nameof(TimesAreUtc)} is true without {nameof(TimeZone)}; name the business's time zone"
            );
        if (!Enum.IsDefined(options.Repeats))
            faults.Add($"{nameof(Repeats)} is {options.Repeats}, allowed are Keep and Drop");
        if (options.CurrencyRatesPath is not null && string.IsNullOrWhiteSpace(options.Currency))
            faults.Add(
                $"{nameof(Currency)} is not given, but {nameof(CurrencyRatesPath)} is; name the currency to convert to"
            );
        foreach (var part in options.AmountIncludes)
        {
            if (part is not ("tax" or "shipping"))
                faults.Add($"{nameof(AmountIncludes)} has '{part}', allowed are tax and shipping");
        }
        if (options is { From: { } from, Before: { } before } && from >= before)
            faults.Add(
                FormattableString.Invariant(
                    $"{nameof(From)} is {from:yyyy-MM-dd}, allowed is a day earlier than {nameof(Before)}, {before:yyyy-MM-dd}"
                )
            );
        if (options.Shard is { IsValid: false } shard)
            faults.Add(
                FormattableString.Invariant(
                    $"{nameof(Shard)} is {shard.Number}/{shard.Count}, allowed is i/n with i from 1 to n and n up to {CustomerShard.MaxCount}"
                )
            );
        if (options.Encoding is not (Utf8 or Windows1252))
            faults.Add(
                $"{nameof(Encoding)} is '{options.Encoding}', allowed are {Utf8} and {Windows1252}"
            );
        if (options.Threads is < 1 or > MaxThreads)
            faults.Add(
                FormattableString.Invariant(
                    $"{nameof(Threads)} is {options.Threads}, allowed is 1 to {MaxThreads}"
                )
            );
    }
}
