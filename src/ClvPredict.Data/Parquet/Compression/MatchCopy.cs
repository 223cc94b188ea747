namespace ClvPredict.Data.Parquet.Compression;

/// <summary>The copy of earlier output that all dictionary compressions share.</summary>
internal static class MatchCopy
{
    /// <summary>Repeats <paramref name="length"/> bytes that begin <paramref name="distance"/> bytes before
    /// <paramref name="position"/>; where the two overlap, bytes just written are repeated again. The caller has checked that
    /// all of it lies in the target and that the distance is positive.</summary>
    internal static void Copy(Span<byte> target, int position, int distance, int length)
    {
        var from = target[(position - distance)..];
        if (distance >= length)
        {
            from[..length].CopyTo(from[distance..]);
            return;
        }
        // What lies between the start of the match and the end of the output is a whole number of periods, and doubles.
        var ready = distance;
        while (length > 0)
        {
            var count = Math.Min(ready, length);
            from[..count].CopyTo(from[ready..]);
            ready += count;
            length -= count;
        }
    }
}
