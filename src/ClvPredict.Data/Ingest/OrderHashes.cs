namespace ClvPredict.Data.Ingest;

/// <summary>Order ids as hashes, which are kept as signed numbers.</summary>
internal static class OrderHashes
{
    /// <summary>Stands for a line without an order id; the least of all.</summary>
    internal const long None = long.MinValue;

    /// <summary>The number that stands for an order id; empty is none.</summary>
    internal static long Of(ReadOnlySpan<byte> orderId) =>
        orderId.IsEmpty ? None : (long)TextHash.Of(orderId) ^ None;

    /// <summary>The distinct hashes in rising order, without <see cref="None"/>.</summary>
    /// <param name="hashes">Those of a customer's lines.</param>
    /// <param name="room">Receives the result; at least as long.</param>
    internal static Span<long> Distinct(ReadOnlySpan<long> hashes, long[] room)
    {
        var count = 0;
        foreach (var hash in hashes)
        {
            // Lines of one order mostly follow each other.
            if (hash != None && (count == 0 || room[count - 1] != hash))
                room[count++] = hash;
        }
        var all = room.AsSpan(0, count);
        all.Sort();
        var to = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
                all[to++] = all[i];
        }
        return all[..to];
    }
}
