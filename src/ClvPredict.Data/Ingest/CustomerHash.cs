using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ClvPredict.Data.Ingest;

/// <summary>The hash that decides about shards, where no database computes it.</summary>
internal static class CustomerHash
{
    private const int UnusedBits = 4;

    /// <summary>The first 60 bits of the MD5 of the id without outer white space, in UTF-8.</summary>
    [SuppressMessage(
        "Security",
        "CA5351",
        Justification = "Spreads customers over shards; PostgreSQL and ClickHouse 18.16 have no other hash in common."
    )]
    internal static long Of(ReadOnlySpan<byte> customerId)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(customerId.Trim(" \t\r\n"u8), hash);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> UnusedBits);
    }
}
