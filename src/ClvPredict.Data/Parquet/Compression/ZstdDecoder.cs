using System.Buffers.Binary;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>
/// Decompresses zstd frames (RFC 8878) into one span. All earlier output of a frame is at hand, so any window size is fine.
/// Skippable frames are passed over, checksums are verified, dictionaries are refused. One decoder serves any number of
/// inputs, one at a time.
/// </summary>
internal sealed class ZstdDecoder
{
    private const uint Magic = 0xFD2FB528;
    private const uint SkippableMagic = 0x184D2A50;

    private readonly ZstdLiterals _literals = new();
    private readonly ZstdSequences _sequences = new();

    /// <summary>Decompresses all frames of the source; returns the size of their content.</summary>
    /// <exception cref="InvalidDataException">A frame is damaged, needs a dictionary, or the target is too small.</exception>
    internal int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (!source.IsEmpty)
        {
            if (source.Length < 4)
                Fault.Throw("a zstd frame is cut off");
            var magic = BinaryPrimitives.ReadUInt32LittleEndian(source);
            source = source[4..];
            if ((magic & 0xFFFFFFF0) == SkippableMagic)
                source = Skip(source);
            else if (magic == Magic)
                written += ReadFrame(ref source, target[written..]);
            else
                Fault.Throw($"a zstd frame begins with 0x{magic:X8}, expected 0x{Magic:X8}");
        }
        return written;
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> source)
    {
        if (source.Length < 4)
            Fault.Throw("a zstd frame is cut off");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(source);
        if (size > source.Length - 4)
            Fault.Throw("a zstd frame is cut off");
        return source[(4 + (int)size)..];
    }

    private int ReadFrame(ref ReadOnlySpan<byte> source, Span<byte> target)
    {
        var header = ZstdFrameHeader.Read(ref source);
        if (header.ContentSize > (ulong)target.Length)
            Fault.Throw(
                $"a zstd frame states {header.ContentSize} bytes, but there is room for {target.Length}"
            );
        _literals.Clear();
        _sequences.Clear();
        var written = 0;
        bool isLast;
        do isLast = ReadBlock(ref source, target, header.MaxBlockSize, ref written);
        while (!isLast);
        if (header.ContentSize is { } size && size != (ulong)written)
            Fault.Throw($"a zstd frame has {written} bytes, but states {size}");
        if (header.HasChecksum)
        {
            if (source.Length < 4)
                Fault.Throw("a zstd frame is cut off");
            var checksum = BinaryPrimitives.ReadUInt32LittleEndian(source);
            if (checksum != (uint)XxHash64.Of(target[..written]))
                Fault.Throw("a zstd frame does not have its checksum: the file is damaged");
            source = source[4..];
        }
        return written;
    }

    private bool ReadBlock(
        ref ReadOnlySpan<byte> source,
        Span<byte> target,
        int maxBlockSize,
        ref int written
    )
    {
        if (source.Length < 3)
            Fault.Throw("a zstd block is cut off");
        var header = source[0] | (source[1] << 8) | (source[2] << 16);
        source = source[3..];
        var size = header >> 3;
        var kind = (header >> 1) & 3;
        if (size > maxBlockSize || kind == 3)
            Fault.Throw($"a zstd block is of kind {kind} and {size} bytes, which is not valid");
        var stored = kind == 1 ? 1 : size;
        if (stored > source.Length)
            Fault.Throw("a zstd block is cut off");
        var limit = Math.Min(maxBlockSize, target.Length - written);
        if (kind != 2 && size > limit)
            Fault.Throw("a zstd frame has more content than there is room for");
        var content = source[..stored];
        switch (kind)
        {
            case 0:
                content.CopyTo(target[written..]);
                written += size;
                break;
            case 1:
                target.Slice(written, size).Fill(content[0]);
                written += size;
                break;
            default:
                var literalsSize = _literals.Read(content);
                written = _sequences.Run(
                    content[literalsSize..],
                    _literals.Content,
                    target[..(written + limit)],
                    written
                );
                break;
        }
        source = source[stored..];
        return (header & 1) == 1;
    }
}
