using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Header of a zstd frame (RFC 8878, 3.1.1.1).</summary>
internal readonly record struct ZstdFrameHeader(
    ulong? ContentSize,
    int MaxBlockSize,
    bool HasChecksum
)
{
    /// <summary>Reads the header after the magic number and passes it.</summary>
    internal static ZstdFrameHeader Read(ref ReadOnlySpan<byte> source)
    {
        var descriptor = (int)Number(ref source, 1);
        if ((descriptor & 8) != 0)
            Fault.Throw("a zstd frame sets a reserved bit");
        var isSingle = (descriptor & 32) != 0;
        ulong? window = null;
        if (!isSingle)
        {
            var code = (int)Number(ref source, 1);
            var whole = 1UL << (10 + (code >> 3));
            window = whole + (whole / 8 * (ulong)(code & 7));
        }
        var dictionary = Number(ref source, (descriptor & 3) == 3 ? 4 : descriptor & 3);
        if (dictionary != 0)
            Fault.Throw($"a zstd frame needs the dictionary {dictionary}, which is not supported");
        var size = (descriptor >> 6) switch
        {
            0 => isSingle ? Number(ref source, 1) : (ulong?)null,
            1 => Number(ref source, 2) + 256,
            2 => Number(ref source, 4),
            _ => Number(ref source, 8),
        };
        var maxBlockSize = Math.Min(window ?? size ?? 0, ZstdLiterals.MaxBlockSize);
        return new ZstdFrameHeader(size, (int)maxBlockSize, (descriptor & 4) != 0);
    }

    private static ulong Number(ref ReadOnlySpan<byte> source, int bytes)
    {
        if (source.Length < bytes)
            Fault.Throw("a zstd frame is cut off");
        ulong value = 0;
        for (var i = 0; i < bytes; i++)
            value |= (ulong)source[i] << (8 * i);
        source = source[bytes..];
        return value;
    }
}
