using System.Globalization;
using System.Text;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>Encodings in files put together by hand; the byte sequences are the examples of the format's specification
/// (Encodings.md) where it has some.</summary>
public class ParquetEncodingTests
{
    private const int Plain = 0;
    private const int Rle = 3;
    private const int DeltaBinaryPacked = 5;
    private const int DeltaLength = 6;
    private const int DeltaByteArray = 7;
    private const int RleDictionary = 8;
    private const int ByteStreamSplit = 9;

    [Fact]
    public void Rle_SpecificationExampleOfBitPacking_GivesZeroToSeven()
    {
        var file = new HandmadeFile { PhysicalType = 2 };
        var dictionary = Enumerable.Range(0, 8).SelectMany(i => BitConverter.GetBytes(i * 11L));

        file.Dictionary(8, [.. dictionary]).Data(8, RleDictionary, [3, 0x03, 0x88, 0xC6, 0xFA]);

        file.Rows().ShouldBe(["0", "11", "22", "33", "44", "55", "66", "77"]);
    }

    [Fact]
    public void Rle_RunAndPackedAndCutLastGroup_AreJoined()
    {
        var file = new HandmadeFile().Dictionary(
            2,
            [.. BitConverter.GetBytes(5L), .. BitConverter.GetBytes(6L)]
        );

        file.Data(6, RleDictionary, [1, 3 << 1, 1, 0x03, 0b010]);

        file.Rows().ShouldBe(["6", "6", "6", "5", "6", "5"]);
    }

    [Fact]
    public void Rle_Booleans_HaveTheirSizeFirst()
    {
        var file = new HandmadeFile { Schema = new HandmadeThrift().I32(1, 0), PhysicalType = 0 };

        file.Data(9, Rle, [4, 0, 0, 0, 4 << 1, 1, 0x03, 0b10101]);

        file.Rows()
            .ShouldBe(["true", "true", "true", "true", "true", "false", "true", "false", "true"]);
    }

    [Theory]
    [InlineData("1,2,3,4,5", new byte[] { 0x80, 1, 4, 5, 2, 2, 0, 0, 0, 0 })]
    [InlineData(
        "7,5,3,1,2,3,4,5",
        new byte[] { 0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0b11000000, 0b00111111, 0, 0, 0, 0, 0, 0 }
    )]
    public void DeltaBinaryPacked_SpecificationExamples_AreDecoded(string expected, byte[] content)
    {
        var values = expected.Split(',');

        new HandmadeFile().Data(values.Length, DeltaBinaryPacked, content).Rows().ShouldBe(values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(64)]
    public void DeltaBinaryPacked_RandomNumbers_AreDecoded(int bits)
    {
        var random = new Random(bits);
        var values = new long[500];
        foreach (ref var value in values.AsSpan())
            value = random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits);

        var rows = new HandmadeFile()
            .Data(values.Length, DeltaBinaryPacked, DeltaEncoder.Encode(values))
            .Rows();

        rows.ShouldBe(values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void DeltaBinaryPacked_ThirtyTwoBits_WrapAround()
    {
        var file = new HandmadeFile { Schema = new HandmadeThrift().I32(1, 1), PhysicalType = 1 };

        file.Data(3, DeltaBinaryPacked, DeltaEncoder.Encode([int.MaxValue, int.MaxValue + 1L, 5]));

        file.Rows().ShouldBe(["2147483647", "-2147483648", "5"]);
    }

    [Fact]
    public void DeltaLength_Texts_FollowTheirLengths()
    {
        var texts = new[] { "Hello", "World", "", "Foobar", "ABCDEF" };
        byte[] content =
        [
            .. DeltaEncoder.Encode([.. texts.Select(t => (long)t.Length)]),
            .. Encoding.UTF8.GetBytes(string.Concat(texts)),
        ];

        Texts().Data(texts.Length, DeltaLength, content).Rows().ShouldBe(texts);
    }

    [Fact]
    public void DeltaByteArray_SpecificationExample_SharesPrefixes()
    {
        byte[] content =
        [
            .. DeltaEncoder.Encode([0, 2, 0, 3]),
            .. DeltaEncoder.Encode([4, 2, 6, 5]),
            .. "axislebabbleyhood"u8,
        ];

        Texts()
            .Data(4, DeltaByteArray, content)
            .Rows()
            .ShouldBe(["axis", "axle", "babble", "babyhood"]);
    }

    [Fact]
    public void DeltaByteArray_PrefixLongerThanTheValueBefore_IsRefused()
    {
        byte[] content =
        [
            .. DeltaEncoder.Encode([0, 5]),
            .. DeltaEncoder.Encode([4, 2]),
            .. "axisle"u8,
        ];

        Texts().Data(2, DeltaByteArray, content).Fault().ShouldContain("shares 5 bytes");
    }

    [Fact]
    public void ByteStreamSplit_SpecificationExample_IsPutTogether()
    {
        var file = new HandmadeFile { Schema = new HandmadeThrift().I32(1, 1), PhysicalType = 1 };
        byte[] content = [0xAA, 0x00, 0xA3, 0xBB, 0x11, 0xB4, 0xCC, 0x22, 0xC5, 0xDD, 0x33, 0xD6];

        var rows = file.Data(3, ByteStreamSplit, content).Rows();

        rows.ShouldBe(
            new[] { unchecked((int)0xDDCCBBAA), 0x33221100, unchecked((int)0xD6C5B4A3) }.Select(v =>
                v.ToString(CultureInfo.InvariantCulture)
            )
        );
    }

    [Fact]
    public void ByteStreamSplit_FixedLengthBytes_ArePutTogether()
    {
        var file = new HandmadeFile
        {
            Schema = new HandmadeThrift().I32(1, 7).I32(2, 3),
            PhysicalType = 7,
        };

        file.Data(2, ByteStreamSplit, [1, 4, 2, 5, 3, 6]).Rows().ShouldBe(["010203", "040506"]);
    }

    [Fact]
    public void Int96_LegacyTimestamps_AreMicroseconds()
    {
        var file = new HandmadeFile { Schema = new HandmadeThrift().I32(1, 3), PhysicalType = 3 };
        // Julian day 2440588 is 1970-01-01.
        byte[] content =
        [
            .. BitConverter.GetBytes(1_999L),
            .. BitConverter.GetBytes(2_440_588),
            .. BitConverter.GetBytes(86_399_999_999_999L),
            .. BitConverter.GetBytes(2_440_587),
        ];

        file.Data(2, Plain, content).Rows().ShouldBe(["1", "-1"]);
    }

    [Theory]
    [InlineData("00", "0.00")]
    [InlineData("FF", "-0.01")]
    [InlineData("7FFFFFFFFFFFFFFFFF", "23611832414348226068.47")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFF80", "-1.28")]
    public void DecimalInBytes_BigEndianTwosComplement_IsRead(string bytes, string expected)
    {
        var value = Convert.FromHexString(bytes);
        var schema = new HandmadeThrift().I32(1, 6).I32(6, 5).I32(7, 2).I32(8, 38);
        var file = new HandmadeFile { Schema = schema, PhysicalType = 6 };

        file.Data(1, Plain, [.. BitConverter.GetBytes(value.Length), .. value]);

        file.Rows().ShouldBe([expected]);
    }

    [Fact]
    public void Float16_HalfPrecision_IsRead()
    {
        var schema = new HandmadeThrift()
            .I32(1, 7)
            .I32(2, 2)
            .Struct(10, new HandmadeThrift().Struct(15, new HandmadeThrift()));
        var file = new HandmadeFile { Schema = schema, PhysicalType = 7 };

        file.Data(1, Plain, BitConverter.GetBytes((Half)(-1.5)))
            .Rows()
            .ShouldBe([ParquetText.Double(-1.5)]);
    }

    [Fact]
    public void Levels_OptionalColumn_SayWhatIsNull()
    {
        var file = new HandmadeFile { IsOptional = true };
        byte[] content =
        [
            2,
            0,
            0,
            0,
            0x03,
            0b10110,
            .. new[] { 7L, 8, 9 }.SelectMany(BitConverter.GetBytes),
        ];

        file.Data(5, Plain, content).Rows().ShouldBe([null, "7", "8", null, "9"]);
    }

    [Fact]
    public void Levels_LongRunOfNulls_NeedNoValues()
    {
        var file = new HandmadeFile { IsOptional = true };

        var rows = file.Data(1_000, Plain, [3, 0, 0, 0, 0xD0, 0x0F, 0]).Rows();

        rows.ShouldBe(new string?[1_000]);
    }

    [Fact]
    public void Pages_DictionaryThenPlain_AreBothRead()
    {
        var file = Texts()
            .Dictionary(2, HandmadeFile.Plain("a", "bc"))
            .Data(3, RleDictionary, [1, 0x03, 0b010])
            .Data(1, Plain, HandmadeFile.Plain("later"));

        file.Rows().ShouldBe(["a", "bc", "a", "later"]);
    }

    internal static HandmadeFile Texts() =>
        new() { Schema = new HandmadeThrift().I32(1, 6).I32(6, 0), PhysicalType = 6 };
}
