using System.Text;
using ClvPredict.Data.Parquet.Compression;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>Decompression against bytes made by other programs or by hand.</summary>
public class CompressionTests
{
    [Theory]
    [InlineData("repeats-1.zst", "repeats.jsonl")]
    [InlineData("repeats-19-unchecked.zst", "repeats.jsonl")]
    [InlineData("repeats-22-streamed.zst", "repeats.jsonl")]
    [InlineData("edges-skippable-unique.zst", "edges.jsonl+unique.jsonl")]
    public void Zstd_FrameOfTheZstdProgram_GivesTheOriginal(string compressed, string original)
    {
        var expected = original
            .Split('+')
            .SelectMany(f => File.ReadAllBytes(ParquetFixtures.PathOf(f)));
        var target = new byte[expected.Count()];

        var written = new ZstdDecoder().Decompress(
            File.ReadAllBytes(ParquetFixtures.PathOf(compressed)),
            target
        );

        written.ShouldBe(target.Length);
        target.SequenceEqual(expected).ShouldBeTrue();
    }

    [Fact]
    public void Zstd_ChangedChecksum_IsRefused()
    {
        var frame = File.ReadAllBytes(ParquetFixtures.PathOf("repeats-1.zst"));
        frame[^1] ^= 1;

        Should
            .Throw<InvalidDataException>(() =>
                new ZstdDecoder().Decompress(frame, new byte[1 << 16])
            )
            .Message.ShouldContain("checksum");
    }

    [Fact]
    public void Zstd_FrameWithDictionary_IsRefused()
    {
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x21, 7, 1, 9, 0, 0, 65];

        Should
            .Throw<InvalidDataException>(() => new ZstdDecoder().Decompress(frame, new byte[100]))
            .Message.ShouldContain("dictionary 7");
    }

    [Fact]
    public void Zstd_RunBlock_IsFilled()
    {
        // Single segment, 5 bytes of content; last block, run, size 5.
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 5, 0x2B, 0, 0, 65];
        var target = new byte[5];

        new ZstdDecoder().Decompress(frame, target).ShouldBe(5);

        target.ShouldBe("AAAAA"u8.ToArray());
    }

    [Fact]
    public void Zstd_ContentLargerThanTarget_IsRefused()
    {
        var frame = File.ReadAllBytes(ParquetFixtures.PathOf("repeats-22-streamed.zst"));

        Should.Throw<InvalidDataException>(() =>
            new ZstdDecoder().Decompress(frame, new byte[1000])
        );
    }

    [Fact]
    public void Snappy_LiteralAndOverlappingCopy_AreDecoded()
    {
        // "Wiki" then ten bytes from a distance of four, then one byte as a literal.
        byte[] block = [15, 3 << 2, .. "Wiki"u8, (9 << 2) | 2, 4, 0, 0, .. "!"u8];
        var target = new byte[15];

        SnappyDecoder.Decompress(block, target).ShouldBe(15);

        Encoding.ASCII.GetString(target).ShouldBe("WikiWikiWikiWi!");
    }

    [Theory]
    [InlineData(new byte[] { 4, 4 << 2, 1, 2, 3, 4 })]
    [InlineData(new byte[] { 8, 0, 65, (3 << 2) | 2, 2, 0 })]
    [InlineData(new byte[] { 8, 0, 65, (3 << 2) | 2, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { })]
    public void Snappy_DamagedBlock_IsRefused(byte[] block) =>
        Should.Throw<InvalidDataException>(() => SnappyDecoder.Decompress(block, new byte[8]));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100_000)]
    public void Snappy_Compressed_DecompressesToTheOriginal(int size)
    {
        var random = new Random(size);
        var original = new byte[size];
        for (var i = 0; i < size; i++)
            original[i] =
                i > 1000 && random.Next(20) > 0 ? original[i - 700] : (byte)random.Next(256);

        var compressed = new SnappyEncoder().Compress(original);
        var target = new byte[size];

        SnappyDecoder.Decompress(compressed, target).ShouldBe(size);
        target.ShouldBe(original);
    }

    [Fact]
    public void Lz4_LiteralsAndMatch_AreDecodedBareAndFramed()
    {
        // Four literals, a match of 4 + 6 from a distance of 4, one last literal.
        byte[] block = [0x46, .. "Wiki"u8, 4, 0, 0x10, .. "!"u8];
        byte[] framed = [0, 0, 0, 15, 0, 0, 0, (byte)block.Length, .. block];
        var bare = new byte[15];
        var unframed = new byte[15];

        Lz4Decoder.Decompress(block, bare).ShouldBe(15);
        Lz4Decoder.DecompressFramed(framed, unframed).ShouldBe(15);

        Encoding.ASCII.GetString(bare).ShouldBe("WikiWikiWikiWi!");
        unframed.ShouldBe(bare);
    }

    [Theory]
    [InlineData(new byte[] { 0x46, 1, 2, 3, 4, 5, 0 })]
    [InlineData(new byte[] { 0xF0, 255, 255 })]
    [InlineData(new byte[] { 0x10 })]
    public void Lz4_DamagedBlock_IsRefused(byte[] block) =>
        Should.Throw<InvalidDataException>(() => Lz4Decoder.Decompress(block, new byte[64]));

    [Fact]
    public void Checksums_PublishedCheckValues_AreMet()
    {
        // The check value of every catalogue of CRCs, and XXH64's of empty input and of "abc" in its own documentation.
        Crc32.Of("123456789"u8).ShouldBe(0xCBF43926u);
        XxHash64.Of([]).ShouldBe(0xEF46DB3751D8E999ul);
        XxHash64.Of("abc"u8).ShouldBe(0x44BC2CF5AD770999ul);
    }

    [Fact]
    public void Page_UnsupportedCodec_IsRefusedByName()
    {
        var page = new PageBytes([1], 0, 1);

        Should
            .Throw<InvalidDataException>(() =>
                new PageDecompressor().Decompress(ParquetCodec.Lzo, page, new byte[1])
            )
            .Message.ShouldContain("Lzo");
    }
}
