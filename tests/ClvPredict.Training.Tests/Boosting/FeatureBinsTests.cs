using ClvPredict.Training.Boosting;

namespace ClvPredict.Training.Tests.Boosting;

public class FeatureBinsTests
{
    [Theory]
    [InlineData(255)]
    [InlineData(64)]
    [InlineData(2)]
    public void Build_AnyColumn_ComparingValuesEqualsComparingCodes(int maxBins)
    {
        var columns = MadeUpRows.Columns(rows: 3000, features: 8, seed: 1);

        var bins = FeatureBins.Build(columns, maxBins);

        for (var feature = 0; feature < columns.Length; feature++)
        {
            var thresholds = bins.Thresholds(feature);
            thresholds.Length.ShouldBeInRange(1, maxBins);
            thresholds[^1].ShouldBe(float.MaxValue);
            for (var row = 0; row < bins.RowCount; row++)
                bins.Codes(feature)[row]
                    .ShouldBe(PlainCode(columns[feature].Span[row], thresholds));
        }
    }

    [Fact]
    public void Build_ManyDistinctValues_FillsBinsEvenly()
    {
        var values = Enumerable
            .Range(0, 10_000)
            .Select(i => (float)((i * 7919) % 10_000))
            .ToArray();

        var bins = FeatureBins.Build([values], maxBins: 100);

        var counts = new int[100];
        foreach (var code in bins.Codes(0))
            counts[code]++;
        // Shares are 100 rows; runs are single values, so that a bin is at most one row off.
        counts.ShouldAllBe(count => count >= 99 && count <= 101);
    }

    [Fact]
    public void Build_FewDistinctValues_OneBinEachWithThresholdsMidway()
    {
        float[] values = [3, 1, 1, 8, 3, 3];

        var bins = FeatureBins.Build([values]);

        bins.Thresholds(0).ToArray().ShouldBe([2, 5.5f, float.MaxValue]);
        bins.Codes(0).ToArray().ShouldBe([1, 0, 0, 2, 1, 1]);
    }

    [Fact]
    public void Build_AdjacentFloats_ThresholdSeparatesThem()
    {
        var lower = 1f;
        var upper = MathF.BitIncrement(lower);

        var bins = FeatureBins.Build([new[] { upper, lower }]);

        bins.Thresholds(0)[0].ShouldBe(lower);
        bins.Codes(0).ToArray().ShouldBe([1, 0]);
    }

    [Fact]
    public void Build_NegativeAndPositiveZero_AreOneValue()
    {
        float[] values = [-0f, 0f, -1, 1];

        var bins = FeatureBins.Build([values]);

        bins.Codes(0).ToArray().ShouldBe([1, 1, 0, 2]);
    }

    [Fact]
    public void Build_IntegerWeights_CutAsRepeatedRows()
    {
        var columns = MadeUpRows.Columns(rows: 2000, features: 4, seed: 3);
        var weights = Enumerable.Range(0, 2000).Select(row => (double)(row * 7 % 4)).ToArray();
        int[] rows =
        [
            .. Enumerable
                .Range(0, 2000)
                .SelectMany(row => Enumerable.Repeat(row, (int)weights[row])),
        ];
        var repeated = Array.ConvertAll(
            columns,
            column => (ReadOnlyMemory<float>)rows.Select(row => column.Span[row]).ToArray()
        );

        var weighted = FeatureBins.Build(columns, maxBins: 40, weights: weights);

        var expected = FeatureBins.Build(repeated, maxBins: 40);
        for (var feature = 0; feature < columns.Length; feature++)
            weighted.Thresholds(feature).ToArray().ShouldBe(expected.Thresholds(feature).ToArray());
        weighted.RowCount.ShouldBe(2000);
    }

    [Fact]
    public void Build_UnequalWeights_FillsBinsEvenlyByWeight()
    {
        // Ten thousand different values; the weight grows with the value, from 0 to 1.
        var values = Enumerable.Range(0, 10_000).Select(i => (float)(i * 7919 % 10_000)).ToArray();
        var weights = Array.ConvertAll(values, x => x / 10_000.0);

        var bins = FeatureBins.Build([values], maxBins: 100, weights: weights);

        var sums = new double[bins.Thresholds(0).Length];
        for (var row = 0; row < values.Length; row++)
            sums[bins.Codes(0)[row]] += weights[row];
        sums.Length.ShouldBe(100);
        // Shares are 50; a bin is at most one row of weight 1 off.
        sums.ShouldAllBe(sum => sum >= 49 && sum <= 51);
    }

    [Theory]
    [InlineData(new double[] { 1, 1 }, "2 weights for 3 rows")]
    [InlineData(new double[] { 1, -1, 1 }, "row 2 holds -1")]
    [InlineData(new double[] { 1, 1, double.NaN }, "row 3 holds NaN")]
    public void Build_BadWeights_AreRefused(double[] weights, string message) =>
        Should
            .Throw<ArgumentException>(() => FeatureBins.Build([new float[3]], weights: weights))
            .Message.ShouldContain(message);

    [Fact]
    public void Build_OnlyMissingValues_OneEmptyBin()
    {
        var bins = FeatureBins.Build([new[] { float.NaN, float.NaN }]);

        bins.Thresholds(0).ToArray().ShouldBe([float.MaxValue]);
        bins.Codes(0).ToArray().ShouldBe([FeatureBins.MissingCode, FeatureBins.MissingCode]);
    }

    [Fact]
    public void Build_HeavyValueAmongRareOnes_RareOnesKeepTheirBins()
    {
        // 90 % zeros, 400 rare values below and 400 above: the zeros must not use up the shares of the others.
        var values = Enumerable
            .Range(1, 400)
            .SelectMany(i => new float[] { -i, i })
            .Concat(new float[7200])
            .ToArray();

        var bins = FeatureBins.Build([values], maxBins: 255);

        bins.Thresholds(0).Length.ShouldBeGreaterThan(240);
        var zeroBin = bins.Codes(0)[^1];
        values
            .Zip(bins.Codes(0).ToArray())
            .Where(x => x.Second == zeroBin)
            .ShouldAllBe(x => x.First == 0);
    }

    [Fact]
    public void Build_ExtremeFloats_AreKeptApart()
    {
        float[] values = [float.MinValue, -float.Epsilon, 0, float.Epsilon, float.MaxValue];

        var bins = FeatureBins.Build([values]);

        bins.Codes(0).ToArray().ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public void Apply_OtherRows_UsesTheSameThresholds()
    {
        var bins = FeatureBins.Build([new[] { 1f, 2, 4 }]);

        var applied = bins.Apply([new[] { float.NaN, 1.5f, 1.6f, 3, 100, -100 }]);

        applied.Codes(0).ToArray().ShouldBe([255, 0, 1, 1, 2, 0]);
        applied.Thresholds(0).ToArray().ShouldBe(bins.Thresholds(0).ToArray());
    }

    [Fact]
    public void Build_SeveralThreads_SameCodes()
    {
        var columns = MadeUpRows.Columns(rows: 2000, features: 6, seed: 2);

        var one = FeatureBins.Build(columns, threads: 1);
        var three = FeatureBins.Build(columns, threads: 3);

        for (var feature = 0; feature < columns.Length; feature++)
            three.Codes(feature).SequenceEqual(one.Codes(feature)).ShouldBeTrue();
    }

    [Fact]
    public void Build_InfiniteValue_IsRefusedByPlace()
    {
        ReadOnlyMemory<float>[] columns = [new[] { 1f, 2 }, new[] { 1f, float.NegativeInfinity }];

        Should
            .Throw<ArgumentException>(() => FeatureBins.Build(columns))
            .Message.ShouldContain("column 1 holds -Infinity in row 2");
    }

    [Fact]
    public void Build_ColumnsOfDifferentLengths_AreRefused() =>
        Should.Throw<ArgumentException>(() => FeatureBins.Build([new float[2], new float[3]]));

    private static byte PlainCode(float value, ReadOnlySpan<float> thresholds)
    {
        if (float.IsNaN(value))
            return FeatureBins.MissingCode;
        var bin = 0;
        while (!(value <= thresholds[bin]))
            bin++;
        return (byte)bin;
    }
}
