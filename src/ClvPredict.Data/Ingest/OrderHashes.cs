namespace ClvPredict.Data.Ingest;

/// <summary>Order ids as hashes.</summary>
internal static class OrderHashes
{
    /// <summary>The distinct hashes in rising order, without 0, which stands for no order.</summary>
    /// <param name="hashes">Those of a customer's lines.</param>
    /// <param name="room">Receives the result; at least as long.</param>
    internal static Span<ulong> Distinct(ReadOnlySpan<ulong> hashes, ulong[] room)
    {
        var count = 0;
        foreach (var hash in hashes)
        {
            // Lines of one order mostly follow each other.
            if (hash != 0 && (count == 0 || room[count - 1] != hash))
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
