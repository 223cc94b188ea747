using System.Buffers.Binary;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Snappy's raw format: the length, then literals and copies of earlier output.</summary>
internal static class SnappyDecoder
{
    /// <summary>Decompresses a whole block; returns its size.</summary>
    /// <exception cref="InvalidDataException">The block is damaged or longer than the target.</exception>
    internal static int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var position = ReadLength(source, out var length);
        if (length > target.Length)
            Fault.Throw($"a Snappy block states {length} bytes, expected {target.Length}");
        target = target[..length];
        var written = 0;
        while (position < source.Length)
        {
            int tag = source[position++];
            if ((tag & 3) == 0)
            {
                var size = LiteralLength(source, ref position, tag);
                if (size > source.Length - position || size > target.Length - written)
                    Throw();
                source.Slice(position, (int)size).CopyTo(target[written..]);
                position += (int)size;
                written += (int)size;
                continue;
            }
            var count = (tag & 3) == 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
            var distance = Distance(source, ref position, tag);
            if (distance == 0 || distance > written || count > target.Length - written)
                Throw();
            MatchCopy.Copy(target, written, (int)distance, count);
            written += count;
        }
        if (written != length)
            Throw();
        return written;
    }

    private static long LiteralLength(ReadOnlySpan<byte> source, ref int position, int tag)
    {
        var length = tag >> 2;
        if (length < 60)
            return length + 1;
        var bytes = length - 59;
        if (bytes > source.Length - position)
            Throw();
        var value = 0L;
        for (var i = 0; i < bytes; i++)
            value |= (long)source[position + i] << (8 * i);
        position += bytes;
        return value + 1;
    }

    private static long Distance(ReadOnlySpan<byte> source, ref int position, int tag)
    {
        var bytes = (tag & 3) == 3 ? 4 : tag & 3;
        if (bytes > source.Length - position)
            Throw();
        long distance = (tag & 3) switch
        {
            1 => ((tag >> 5) << 8) | source[position],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(source[position..]),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(source[position..]),
        };
        position += bytes;
        return distance;
    }

    private static int ReadLength(ReadOnlySpan<byte> source, out int length)
    {
        var value = 0L;
        for (var i = 0; i < 5 && i < source.Length; i++)
        {
            value |= (long)(source[i] & 0x7F) << (7 * i);
            if (source[i] < 0x80)
            {
                if (value > int.MaxValue)
                    break;
                length = (int)value;
                return i + 1;
            }
        }
        Throw();
        length = 0;
        return 0;
    }

    private static void Throw() => Fault.Throw("a Snappy block is damaged");
}
