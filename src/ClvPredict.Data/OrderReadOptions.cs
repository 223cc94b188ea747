using System.Collections.Immutable;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>How to read order lines from CSV. The defaults read a file whose columns have usual names.</summary>
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
        if (faults.Count > 0)
            throw new ArgumentException(
                $"Options for reading orders: {string.Join("; ", faults)}.",
                nameof(options)
            );
    }
}
