using System.Buffers.Binary;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Compresses into Snappy's raw format: greedy matches of four bytes or more, found through a table of hashes.</summary>
internal sealed class SnappyEncoder
{
    private const int TableBits = 14;
    private const int MaxDistance = ushort.MaxValue;
    private const int MinMatch = 4;
    private const int MaxCopy = 64;

    private readonly int[] _table = new int[1 << TableBits];

    internal byte[] Compress(ReadOnlySpan<byte> source)
    {
        // Heads of literals are paid for by the matches between them, or are few; a sixth is more than they ever need.
        var target = new byte[16L + source.Length + (source.Length / 6)];
        var written = WriteVarint((uint)source.Length, target);
        Array.Fill(_table, -1);
        var literal = 0;
        var i = 0;
        while (i <= source.Length - MinMatch)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(source[i..]);
            var slot = (int)((word * 0x9E3779B1) >> (32 - TableBits));
            var candidate = _table[slot];
            _table[slot] = i;
            if (
                candidate < 0
                || i - candidate > MaxDistance
                || BinaryPrimitives.ReadUInt32LittleEndian(source[candidate..]) != word
            )
            {
                // The longer nothing matches, the larger the steps: data that cannot be compressed is passed over quickly.
                i += 1 + ((i - literal) >> 6);
                continue;
            }
            var length =
                MinMatch
                + source[(i + MinMatch)..].CommonPrefixLength(source[(candidate + MinMatch)..]);
            written += WriteLiteral(source[literal..i], target.AsSpan(written));
            written += WriteCopies(i - candidate, length, target.AsSpan(written));
            i += length;
            literal = i;
        }
        written += WriteLiteral(source[literal..], target.AsSpan(written));
        return target[..written];
    }

    private static int WriteLiteral(ReadOnlySpan<byte> literal, Span<byte> target)
    {
        if (literal.IsEmpty)
            return 0;
        var last = literal.Length - 1;
        var head = 1;
        if (last < 60)
            target[0] = (byte)(last << 2);
        else
        {
            var bytes = last switch
            {
                < 1 << 8 => 1,
                < 1 << 16 => 2,
                < 1 << 24 => 3,
                _ => 4,
            };
            target[0] = (byte)((59 + bytes) << 2);
            for (var i = 0; i < bytes; i++)
                target[1 + i] = (byte)(last >> (8 * i));
            head += bytes;
        }
        literal.CopyTo(target[head..]);
        return head + literal.Length;
    }

    private static int WriteCopies(int distance, int length, Span<byte> target)
    {
        var written = 0;
        while (length > 0)
        {
            var count = Math.Min(length, MaxCopy);
            target[written] = (byte)(((count - 1) << 2) | 2);
            BinaryPrimitives.WriteUInt16LittleEndian(target[(written + 1)..], (ushort)distance);
            written += 3;
            length -= count;
        }
        return written;
    }

    private static int WriteVarint(uint value, Span<byte> target)
    {
        var written = 0;
        for (; value >= 0x80; value >>= 7)
            target[written++] = (byte)(value | 0x80);
        target[written++] = (byte)value;
        return written;
    }
}
