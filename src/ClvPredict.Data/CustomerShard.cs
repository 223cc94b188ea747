using System.Globalization;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>One of several parts of the customers, decided by a hash of the customer id. Every customer is in exactly one
/// of them, with all order lines; lines without a customer are together in one. The hash is the first 60 bits of the MD5 of
/// the id without outer white space, in UTF-8: the same for files and in every database.</summary>
/// <param name="Number">Which part, 1..<paramref name="Count"/>.</param>
/// <param name="Count">How many parts there are, 1..1,000,000.</param>
public sealed record CustomerShard(int Number, int Count)
{
    /// <summary>Largest number of parts.</summary>
    public const int MaxCount = 1_000_000;

    /// <summary>Whether the numbers are in their ranges.</summary>
    internal bool IsValid => Count is >= 1 and <= MaxCount && Number >= 1 && Number <= Count;

    /// <summary>Whether a customer is in this part.</summary>
    internal bool Has(ReadOnlySpan<byte> customerId) =>
        CustomerHash.Of(customerId) % Count == Number - 1;

    /// <summary>Reads <c>i/n</c>, for example <c>2/8</c> for the second of eight parts.</summary>
    /// <exception cref="FormatException">The text is not of this form, or i is not 1..n.</exception>
    public static CustomerShard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        if (
            parts.Length == 2
            && int.TryParse(
                parts[0],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && int.TryParse(
                parts[1],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
            && new CustomerShard(number, count) is { IsValid: true } shard
        )
        {
            return shard;
        }
        throw new FormatException(
            $"'{text}' is no shard; expected i/n with i from 1 to n, for example 2/8."
        );
    }
}
