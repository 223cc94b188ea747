using System.Numerics;
using System.Runtime.Intrinsics;

namespace ClvPredict.Data.Csv;

/// <summary>Finds the bytes that mean something in CSV.</summary>
internal static class CsvMarks
{
    /// <summary>Writes the positions of separators, quotes, CR and LF in rising order.</summary>
    /// <param name="text">The bytes to look at.</param>
    /// <param name="separator">The byte between fields.</param>
    /// <param name="marks">Receives the positions; at least as long as <paramref name="text"/>.</param>
    /// <returns>How many were found.</returns>
    internal static int Find(ReadOnlySpan<byte> text, byte separator, Span<int> marks)
    {
        var separators = Vector256.Create(separator);
        var quotes = Vector256.Create((byte)'"');
        var carriageReturns = Vector256.Create((byte)'\r');
        var lineFeeds = Vector256.Create((byte)'\n');
        var count = 0;
        var at = 0;
        for (; at <= text.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var block = Vector256.Create(text.Slice(at, Vector256<byte>.Count));
            var hits =
                Vector256.Equals(block, separators)
                | Vector256.Equals(block, quotes)
                | Vector256.Equals(block, carriageReturns)
                | Vector256.Equals(block, lineFeeds);
            for (var bits = hits.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                marks[count++] = at + BitOperations.TrailingZeroCount(bits);
        }
        return FindPlain(text, at, separator, marks, count);
    }

    /// <summary>As <see cref="Find"/>, byte by byte from a position on, appending to marks already found.</summary>
    internal static int FindPlain(
        ReadOnlySpan<byte> text,
        int from,
        byte separator,
        Span<int> marks,
        int count
    )
    {
        for (var at = from; at < text.Length; at++)
        {
            var symbol = text[at];
            if (symbol == separator || symbol is (byte)'"' or (byte)'\r' or (byte)'\n')
                marks[count++] = at;
        }
        return count;
    }
}
