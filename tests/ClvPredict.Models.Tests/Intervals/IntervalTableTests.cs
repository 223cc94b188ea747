namespace ClvPredict.Models.Intervals.Tests;

public class IntervalTableTests
{
    private static readonly IntervalLevel s_eighty = IntervalTable.Default.Level(0.8);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959963984540054, 0.975)] // tables of the normal distribution
    [InlineData(-1.2815515655446004, 0.1)]
    [InlineData(-8, 6.220960574271785e-16)]
    public void Cdf_KnownPoints_AgreesWithTables(double z, double p)
    {
        NormalDistribution.Cdf(z).ShouldBe(p, 1e-14);
        if (p > 1e-10)
            NormalDistribution.Quantile(p).ShouldBe(z, 1e-9);
    }

    [Fact]
    public void ZeroInflatedLognormal_Mean_IsThePredictedClv()
    {
        var value = new ZeroInflatedLognormal(mean: 50, probabilityActive: 0.4, sigma: 0.9);
        var mean = 0.0;
        const int Steps = 200_000;
        for (var i = 0; i < Steps; i++)
            mean += value.Quantile((i + 0.5) / Steps) / Steps;

        mean.ShouldBe(50, 0.05); // midpoint rule, truncated tail
    }

    [Fact]
    public void Range_LikelyBuyer_IsOrderedAroundTheMedian()
    {
        var (median, low, high) = IntervalTable.Default.Range(
            CustomerTier.Repeat,
            100,
            0.99,
            s_eighty
        );

        low.ShouldBeGreaterThan(0);
        low.ShouldBeLessThan(median);
        median.ShouldBeLessThan(high);
        median.ShouldBeLessThan(100); // lognormal: the median lies below the mean
    }

    [Fact]
    public void Range_UnlikelyBuyer_HasMedianAndLowZero()
    {
        var (median, low, high) = IntervalTable.Default.Range(
            CustomerTier.OneTime,
            10,
            0.4,
            s_eighty
        );

        (median, low).ShouldBe((0, 0));
        high.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Range_NothingExpected_IsZero()
    {
        IntervalTable.Default.Range(CustomerTier.OneTime, 0, 0.2, s_eighty).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Excess_OutcomeAtTheEndsOfTheRange_IsZero()
    {
        var (_, low, high) = IntervalTable.Default.Range(CustomerTier.Top, 100, 0.99, s_eighty);

        IntervalTable.Excess(low, 100, 0.99, 0.9, 0.8).ShouldBe(0, 1e-9);
        IntervalTable.Excess(high, 100, 0.99, 0.9, 0.8).ShouldBe(0, 1e-9);
        IntervalTable.Excess(2 * high, 100, 0.99, 0.9, 0.8).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Excess_ZeroInARangeFromZero_IsAlwaysInside()
    {
        IntervalTable.Excess(0, 10, 0.85, 0.9, 0.8).ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void Excess_MoreSentBackThanBought_IsOutside()
    {
        IntervalTable.Excess(-5, 10, 0.4, 0.9, 0.8).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Range_UncertainTotal_IsWiderAroundTheSameMedian()
    {
        var sure = IntervalTable.Default.Range(CustomerTier.Repeat, 100, 0.99, s_eighty);

        var unsure = (IntervalTable.Default with { LevelLogSd = 0.5 }).Range(
            CustomerTier.Repeat,
            100,
            0.99,
            s_eighty
        );

        unsure.Median.ShouldBe(sure.Median);
        unsure.Low.ShouldBeLessThan(sure.Low);
        unsure.High.ShouldBeGreaterThan(sure.High);
    }

    [Fact]
    public void Range_HigherCoverage_HoldsTheLowerOne()
    {
        var table = IntervalTable.Default;

        var half = table.Range(CustomerTier.Repeat, 100, 0.99, table.Level(0.5));
        var most = table.Range(CustomerTier.Repeat, 100, 0.99, table.Level(0.95));

        most.Low.ShouldBeLessThan(half.Low);
        most.High.ShouldBeGreaterThan(half.High);
    }

    [Fact]
    public void Level_CoverageThatIsNotMade_SaysWhichAre()
    {
        Should
            .Throw<ArgumentException>(() => IntervalTable.Default.Level(0.7))
            .Message.ShouldContain("80 %");
    }
}
