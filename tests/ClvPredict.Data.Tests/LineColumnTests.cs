namespace ClvPredict.Data.Tests;

/// <summary>Columns give back what was put in. In debug builds pieces are 8 lines long.</summary>
public sealed class LineColumnTests
{
    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(-1L, 254L)]
    [InlineData(0L, 256L)]
    [InlineData(-70_000L, 70_000L)]
    [InlineData(5L, 16_777_300L)]
    [InlineData(-5_000_000_000L, 5_000_000_000L)]
    [InlineData(long.MinValue, long.MaxValue)]
    public void Create_NumbersOfARange_AreReadBack(long least, long greatest)
    {
        var random = new Random(3);
        var values = Enumerable
            .Range(0, 20_000)
            .Select(_ => greatest == least ? least : random.NextInt64(least, greatest))
            .ToArray();
        values[7] = least;
        values[19_999] = greatest;

        LineColumn<long> column = [.. values];

        column.ShouldBe(values);
        column.ToArray().ShouldBe(values);
        var part = new long[9_000];
        column.CopyTo(5_000, part);
        part.ShouldBe(values[5_000..14_000]);
    }

    [Fact]
    public void Create_Doubles_AreReadBackToTheLastBit()
    {
        double[] values =
        [
            0,
            1,
            -1,
            0.5,
            -0.1,
            1e9,
            -1e9,
            1e9 + 1,
            1e300,
            -1e-200,
            double.NaN,
            double.MaxValue,
            double.PositiveInfinity,
            double.NegativeInfinity,
            3.0000000000000004,
        ];

        LineColumn<double> column = [.. values];

        column.ShouldBe(values);
    }

    [Fact]
    public void Item_OutsideTheColumn_IsRefused()
    {
        LineColumn<bool> column = [true, false];

        column.ShouldBe([true, false]);
        Should.Throw<ArgumentOutOfRangeException>(() => column[2]);
        Should.Throw<ArgumentOutOfRangeException>(() => column[-1]);
        Should.Throw<ArgumentOutOfRangeException>(() => column.CopyTo(1, new bool[2]));
    }
}
