using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

public class ParquetWriterTests
{
    [Theory]
    [InlineData(0, 100_000, true)]
    [InlineData(1, 100_000, true)]
    [InlineData(1_000, 1, false)]
    [InlineData(3_000, 999, true)]
    [InlineData(3_000, 100_000, false)]
    public void Write_SampleTable_IsReadBack(int rows, int rowsPerGroup, bool isCompressed)
    {
        var options = new ParquetWriteOptions
        {
            RowsPerGroup = rowsPerGroup,
            IsCompressed = isCompressed,
        };

        using var file = Open(SampleTable.Write(rows, options));

        file.RowCount.ShouldBe(rows);
        file.RowGroupCount.ShouldBe((rows + rowsPerGroup - 1) / rowsPerGroup);
        file.Columns.Select(c => c.Path).ShouldBe(SampleTable.Columns.Select(c => c.Name));
        foreach (var column in file.Columns)
        {
            var actual = ParquetText.Column(file, column, 500);
            actual.ShouldBe(
                Enumerable.Range(0, rows).Select(i => SampleTable.Row(i)[column.Index])
            );
        }
    }

    [Fact]
    public void Write_SameRowsTwice_GivesTheSameBytes() =>
        SampleTable.Write(2_000).ShouldBe(SampleTable.Write(2_000));

    [Fact]
    public void Write_RepeatedText_IsCodedByADictionary()
    {
        using var file = Open(SampleTable.Write(2_000));
        using var tiers = file.OpenColumn(0, 1);
        using var ids = file.OpenColumn(0, 0);

        tiers.ReadIndexes(new int[10]);
        ids.ReadIndexes(new int[10]);

        tiers.Values.IsDictionary.ShouldBeTrue();
        tiers.Values.Count.ShouldBe(6);
        ids.Values.IsDictionary.ShouldBeFalse();
    }

    [Fact]
    public void Write_Statistics_AreBoundsAndNulls()
    {
        using var file = Open(SampleTable.Write(100));

        var day = file.StatisticsOf(0, 7);
        var value = file.StatisticsOf(0, 6);

        (day.MinInt64, day.MaxInt64).ShouldBe((-3, 96));
        day.NullCount.ShouldBe(8);
        (value.MinDouble, value.MaxDouble).ShouldBe((-0.0, 9.9));
        file.StatisticsOf(0, 4).MinInt64.ShouldBe(-5);
        file.StatisticsOf(0, 0).MaxBytes!.Value.ToArray().ShouldBe("c000099"u8.ToArray());
    }

    [Fact]
    public void Write_MistakesOfTheCaller_AreRefused()
    {
        var writer = new ParquetWriter(new MemoryStream(), SampleTable.Columns);

        Should
            .Throw<InvalidOperationException>(() => writer.Write(1L))
            .Message.ShouldContain("'id'");
        Should
            .Throw<InvalidOperationException>(() => writer.WriteNull())
            .Message.ShouldContain("'id'");
        Should
            .Throw<InvalidOperationException>(() => writer.EndRow())
            .Message.ShouldContain("0 values");
        writer.Write("a");
        Should.Throw<InvalidOperationException>(() => writer.Complete());
        Should.Throw<ArgumentException>(() => new ParquetWriter(new MemoryStream(), []));
        Should.Throw<ArgumentException>(() =>
            new ParquetWriter(
                new MemoryStream(),
                SampleTable.Columns,
                new ParquetWriteOptions { RowsPerGroup = 0 }
            )
        );
    }

    private static ParquetFile Open(byte[] bytes) =>
        ParquetFile.Open(new MemoryStream(bytes), "written");
}
