using System.IO.Compression;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Decompresses pages of every supported codec; keeps the work buffers of the previous page.</summary>
internal sealed class PageDecompressor
{
    private const long Slack = 1 << 10;

    private ZstdDecoder? _zstd;

    /// <summary>Most bytes that so many compressed bytes can stand for.</summary>
    internal static long MaxSize(ParquetCodec codec, int compressedSize) =>
        Slack
        + codec switch
        {
            ParquetCodec.None => compressedSize,
            ParquetCodec.Snappy => compressedSize * 32L,
            ParquetCodec.Lz4 or ParquetCodec.Lz4Raw => compressedSize * 256L,
            ParquetCodec.Gzip => compressedSize * 1_100L,
            ParquetCodec.Zstd => compressedSize * 44_000L,
            _ => PageCursor.MaxPageSize,
        };

    /// <summary>Decompresses a page of a known size.</summary>
    /// <param name="codec">How it is compressed.</param>
    /// <param name="source">The compressed bytes.</param>
    /// <param name="target">Receives the content and must be filled by it exactly.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, have another size, or the codec is not supported.</exception>
    internal void Decompress(ParquetCodec codec, PageBytes source, Span<byte> target)
    {
        var written = codec switch
        {
            ParquetCodec.Snappy => SnappyDecoder.Decompress(source.Span, target),
            ParquetCodec.Gzip => Gunzip(source, target),
            ParquetCodec.Brotli => Unbrotli(source.Span, target),
            ParquetCodec.Lz4 => Lz4Decoder.DecompressFramed(source.Span, target),
            ParquetCodec.Lz4Raw => Lz4Decoder.Decompress(source.Span, target),
            ParquetCodec.Zstd => (_zstd ??= new ZstdDecoder()).Decompress(source.Span, target),
            _ => Refuse(codec),
        };
        if (written != target.Length)
            Fault.Throw(
                $"a page decompresses ({codec}) to {written} bytes, but states {target.Length}"
            );
    }

    private static int Refuse(ParquetCodec codec)
    {
        Fault.Throw($"the compression {codec} is not supported");
        return 0;
    }

    private static int Gunzip(PageBytes source, Span<byte> target)
    {
        using var stored = new MemoryStream(
            source.Buffer,
            source.Start,
            source.Length,
            writable: false
        );
        using var content = new GZipStream(stored, CompressionMode.Decompress);
        var written = content.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (written == target.Length && content.ReadByte() >= 0)
            Fault.Throw($"a gzip page is longer than the {target.Length} bytes it states");
        return written;
    }

    private static int Unbrotli(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!BrotliDecoder.TryDecompress(source, target, out var written))
            Fault.Throw("a brotli page is damaged or longer than it states");
        return written;
    }
}
