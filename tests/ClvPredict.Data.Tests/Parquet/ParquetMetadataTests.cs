using System.Text;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>Schema and statistics of files written by DuckDB.</summary>
public class ParquetMetadataTests
{
    [Theory]
    [InlineData("c_bool", ParquetKind.Boolean, 0, true)]
    [InlineData("c_i8", ParquetKind.Integer, 8, true)]
    [InlineData("c_u16", ParquetKind.Integer, 16, false)]
    [InlineData("c_u64", ParquetKind.Integer, 64, false)]
    [InlineData("c_f32", ParquetKind.FloatingPoint, 0, true)]
    [InlineData("c_date", ParquetKind.Date, 0, true)]
    [InlineData("c_text", ParquetKind.Text, 0, true)]
    [InlineData("c_enum", ParquetKind.Text, 0, true)]
    [InlineData("c_json", ParquetKind.Text, 0, true)]
    [InlineData("c_uuid", ParquetKind.Uuid, 0, true)]
    [InlineData("c_blob", ParquetKind.Bytes, 0, true)]
    [InlineData("c_struct.b", ParquetKind.Text, 0, true)]
    public void Columns_OfDuckDb_HaveTheirMeaning(
        string path,
        ParquetKind kind,
        int bitWidth,
        bool isSigned
    )
    {
        using var file = Edges();

        var column = file.FindColumn(path).ShouldNotBeNull();

        column.Kind.ShouldBe(kind);
        column.BitWidth.ShouldBe(bitWidth);
        column.IsSigned.ShouldBe(isSigned);
        column.IsNullable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("c_ts", 1_000_000, false)]
    [InlineData("c_ts_ms", 1_000, false)]
    [InlineData("c_ts_ns", 1_000_000_000, false)]
    [InlineData("c_tstz", 1_000_000, true)]
    public void Columns_Timestamps_HaveUnitAndZone(string path, long units, bool isUtc)
    {
        using var file = Edges();

        var column = file.FindColumn(path).ShouldNotBeNull();

        column.Kind.ShouldBe(ParquetKind.Timestamp);
        column.UnitsPerSecond.ShouldBe(units);
        column.IsUtcAdjusted.ShouldBe(isUtc);
    }

    [Theory]
    [InlineData("c_dec4", 4, 1)]
    [InlineData("c_dec38", 38, 10)]
    public void Columns_Decimals_HavePrecisionAndScale(string path, int precision, int scale)
    {
        using var file = Edges();

        var column = file.FindColumn(path).ShouldNotBeNull();

        (column.Kind, column.Precision, column.Scale).ShouldBe(
            (ParquetKind.Decimal, precision, scale)
        );
    }

    [Fact]
    public void StatisticsOf_DuckDbColumns_AreItsBounds()
    {
        using var file = Edges();

        var number = file.StatisticsOf(0, file.FindColumn("c_i32")!.Index);
        var text = file.StatisticsOf(0, file.FindColumn("c_enum")!.Index);

        (number.MinInt64, number.MaxInt64).ShouldBe((int.MinValue, int.MaxValue));
        number.RowCount.ShouldBe(30);
        number.NullCount.ShouldBe(6);
        Encoding.UTF8.GetString(text.MinBytes!.Value.Span).ShouldBe("app");
        Encoding.UTF8.GetString(text.MaxBytes!.Value.Span).ShouldBe("web");
    }

    [Fact]
    public void RowGroupsWhere_BoundsRuleOut_SkipsTheGroup()
    {
        using var file = Edges();
        var column = file.FindColumn("c_date")!.Index;

        file.RowGroupsWhere(column, s => s.MaxInt64 is not < 5_000_000).ShouldBeEmpty();
        file.RowGroupsWhere(column, s => s.MaxInt64 is not < 0).ShouldBe([0]);
    }

    [Fact]
    public void StatisticsOf_LegacyBoundsOfText_AreNotTrusted()
    {
        var bounds = new HandmadeThrift().Binary(1, 0xFF).Binary(2, 0x01);
        using var text = new HandmadeFile
        {
            Schema = new HandmadeThrift().I32(1, 6).I32(6, 0),
            PhysicalType = 6,
            Statistics = bounds,
        }
            .Data(1, 0, HandmadeFile.Plain("a"))
            .Open();

        text.StatisticsOf(0, 0).MinBytes.ShouldBeNull();
    }

    [Fact]
    public void ReadDouble_IntegersAndDecimals_AreConverted()
    {
        using var file = Edges();

        First(file, "c_u64", 2).ShouldBe([0, 18446744073709551615.0]);
        First(file, "c_dec9", 2).ShouldBe([-9999999.99, 9999999.99]);
        First(file, "c_dec38", 2).ShouldBe([-1e28, 1e28]);
        First(file, "c_i8", 2).ShouldBe([-128, 127]);
    }

    [Fact]
    public void ReadInt64_DecimalBeyond64Bits_IsRefused()
    {
        using var file = Edges();
        using var reader = file.OpenColumn(0, file.FindColumn("c_dec38")!.Index);

        Should
            .Throw<OrderDataException>(() => reader.ReadInt64(new long[1], new bool[1]))
            .Message.ShouldContain("64 bits");
    }

    private static double[] First(ParquetFile file, string path, int count)
    {
        using var reader = file.OpenColumn(0, file.FindColumn(path)!.Index);
        var values = new double[count];
        reader.ReadDouble(values, new bool[count]).ShouldBe(count);
        return values;
    }

    private static ParquetFile Edges() =>
        ParquetFile.Open(ParquetFixtures.PathOf("edges-snappy-v1-one.parquet"));
}
