using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>Files that lie about themselves.</summary>
public class ParquetHostileTests
{
    private const int Plain = 0;
    private const int RleDictionary = 8;

    [Fact]
    public void Open_NoSuchFile_IsNamed() =>
        Should
            .Throw<OrderDataException>(() => ParquetFile.Open("no/such/file.parquet"))
            .Message.ShouldContain("no/such/file.parquet");

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1PAR1")]
    [InlineData("id,date,amount\n1,2024-01-01,5\n")]
    [InlineData("PAR1\0\0\0\0PAR1")]
    [InlineData("PAR1\u007f\u007f\u007f\u007fPAR1")]
    public void Open_NotParquet_IsRefused(string content) =>
        Should
            .Throw<OrderDataException>(() => Open(System.Text.Encoding.ASCII.GetBytes(content)))
            .Message.ShouldContain("test.parquet is not a usable Parquet file");

    [Fact]
    public void Open_EncryptedFooter_IsRefusedByName() =>
        Should
            .Throw<OrderDataException>(() => Open("PARE0000\u0004\0\0\0PARE"u8.ToArray()))
            .Message.ShouldContain("encrypted");

    [Fact]
    public void Open_EveryTruncation_IsRefused()
    {
        var bytes = File.ReadAllBytes(ParquetFixtures.PathOf("empty-snappy-v1-one.parquet"));

        for (var length = 0; length < bytes.Length; length++)
            Should.Throw<OrderDataException>(() => Open(bytes[..length]));
    }

    [Fact]
    public void Open_MoreRowsThanTheFileCanHold_IsRefused() =>
        Should
            .Throw<OrderDataException>(() => new HandmadeFile { ExtraRows = 1L << 40 }.Open())
            .Message.ShouldContain("impossible");

    [Fact]
    public void Open_SchemaNestedTooDeep_IsRefused()
    {
        var levels = Enumerable
            .Range(0, 100)
            .Select(_ => new HandmadeThrift().Text(4, "g").I32(5, 1));
        var footer = new HandmadeThrift().Structs(2, [.. levels]).Bytes;

        Should
            .Throw<OrderDataException>(() =>
                Open([.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8])
            )
            .Message.ShouldContain("nested deeper");
    }

    [Fact]
    public void Open_UnknownFieldNestedTooDeep_IsRefused()
    {
        byte[] footer = [.. Enumerable.Repeat((byte)0x7C, 10_000)];

        Should
            .Throw<OrderDataException>(() =>
                Open([.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8])
            )
            .Message.ShouldContain("nested deeper");
    }

    [Fact]
    public void OpenColumn_List_IsRefusedByName()
    {
        using var file = ParquetFile.Open(ParquetFixtures.PathOf("edges-snappy-v1-one.parquet"));
        var list = file.Columns.Single(c => c.IsRepeated);

        Should
            .Throw<OrderDataException>(() => file.OpenColumn(0, list.Index))
            .Message.ShouldContain($"row group 1, column '{list.Path}': lists and maps");
    }

    [Fact]
    public void Read_WrongChecksum_IsRefused()
    {
        new HandmadeFile().Data(1, Plain, new byte[8], crc: 1).Fault().ShouldContain("CRC-32");
        // CRC-32 of eight zero bytes.
        new HandmadeFile()
            .Data(1, Plain, new byte[8], crc: 0x6522DF69)
            .Rows()
            .ShouldBe(["0"]);
    }

    [Fact]
    public void Read_IndexOutsideTheDictionary_IsRefused() =>
        ParquetEncodingTests
            .Texts()
            .Dictionary(2, HandmadeFile.Plain("a", "b"))
            .Data(1, RleDictionary, [2, 2, 2])
            .Fault()
            .ShouldBe(
                "handmade, row group 1, column 'v': a value refers to entry 2 of a dictionary with 2 entries"
            );

    [Fact]
    public void Read_IndexesWithoutDictionary_AreRefused() =>
        new HandmadeFile().Data(1, RleDictionary, [1, 2, 0]).Fault().ShouldContain("has none");

    [Fact]
    public void Read_NegativeLength_IsRefused() =>
        ParquetEncodingTests
            .Texts()
            .Data(1, Plain, BitConverter.GetBytes(-1))
            .Fault()
            .ShouldContain("states -1 bytes");

    [Fact]
    public void Read_FewerValuesThanStated_IsRefused() =>
        new HandmadeFile().Data(5, Plain, new byte[16]).Fault().ShouldContain("fewer values");

    [Fact]
    public void Read_FewerPagesThanRows_IsRefused() =>
        new HandmadeFile { ExtraRows = 1 }
            .Data(1, Plain, new byte[8])
            .Fault()
            .ShouldContain("1 rows too early");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Read_ImpossibleExpansion_IsRefusedBeforeAllocating(int codec) =>
        new HandmadeFile { Codec = codec }
            .Data(1, Plain, new byte[8], size: int.MaxValue)
            .Fault()
            .ShouldContain("too large or impossible");

    [Fact]
    public void Read_UnknownEncoding_IsRefusedByName() =>
        new HandmadeFile().Data(1, 6, new byte[8]).Fault().ShouldContain("DeltaLengthByteArray");

    [Fact]
    public void Read_WrongKind_IsTheCallersMistake()
    {
        using var file = ParquetEncodingTests
            .Texts()
            .Data(1, Plain, HandmadeFile.Plain("a"))
            .Open();
        using var reader = file.OpenColumn(0, 0);

        Should.Throw<InvalidOperationException>(() => reader.ReadInt64(new long[1], new bool[1]));
    }

    private static ParquetFile Open(byte[] bytes) =>
        ParquetFile.Open(new MemoryStream(bytes), "test.parquet");
}
