using System.Buffers.Binary;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>LZ4 blocks, bare or in the frames that Hadoop puts around them.</summary>
internal static class Lz4Decoder
{
    private const int FrameHeaderSize = 8;
    private const int MinMatch = 4;

    /// <summary>Decompresses one bare block; returns its size.</summary>
    /// <exception cref="InvalidDataException">The block is damaged or longer than the target.</exception>
    internal static int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var position = 0;
        var written = 0;
        while (position < source.Length)
        {
            int token = source[position++];
            var literals = Length(source, ref position, token >> 4);
            if (literals > source.Length - position || literals > target.Length - written)
                Throw();
            source.Slice(position, literals).CopyTo(target[written..]);
            position += literals;
            written += literals;
            if (position == source.Length)
                return written;
            if (source.Length - position < 2)
                Throw();
            int distance = BinaryPrimitives.ReadUInt16LittleEndian(source[position..]);
            position += 2;
            var match = Length(source, ref position, token & 15);
            if (distance == 0 || distance > written || match > target.Length - written - MinMatch)
                Throw();
            MatchCopy.Copy(target, written, distance, match + MinMatch);
            written += match + MinMatch;
        }
        // A block ends with literals; the empty block is the single token 0.
        Throw();
        return 0;
    }

    /// <summary>Decompresses what the codec LZ4 (without RAW) means in practice: Hadoop's frames of big-endian sizes, or, from
    /// some writers, one bare block.</summary>
    internal static int DecompressFramed(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!IsFramed(source, target.Length))
            return Decompress(source, target);
        var written = 0;
        while (!source.IsEmpty)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(source);
            var compressed = BinaryPrimitives.ReadInt32BigEndian(source[4..]);
            var block = target.Slice(written, size);
            if (Decompress(source.Slice(FrameHeaderSize, compressed), block) != size)
                Throw();
            written += size;
            source = source[(FrameHeaderSize + compressed)..];
        }
        return written;
    }

    private static bool IsFramed(ReadOnlySpan<byte> source, int targetSize)
    {
        var total = 0L;
        while (source.Length >= FrameHeaderSize)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(source);
            var compressed = BinaryPrimitives.ReadUInt32BigEndian(source[4..]);
            total += size;
            if (compressed > source.Length - FrameHeaderSize || total > targetSize)
                return false;
            source = source[(FrameHeaderSize + (int)compressed)..];
        }
        return source.IsEmpty && total == targetSize;
    }

    private static int Length(ReadOnlySpan<byte> source, ref int position, int nibble)
    {
        var length = nibble;
        if (nibble < 15)
            return length;
        byte part;
        do
        {
            if (position == source.Length || length > int.MaxValue - 1024)
                Throw();
            part = source[position++];
            length += part;
        } while (part == 255);
        return length;
    }

    private static void Throw() => Fault.Throw("an LZ4 block is damaged");
}
