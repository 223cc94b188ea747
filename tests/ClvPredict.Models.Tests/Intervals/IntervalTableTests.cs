namespace ClvPredict.Models.Intervals.Tests;

public class IntervalTableTests
{
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
        var (median, low, high) = IntervalTable.Default.Range(CustomerTier.Repeat, 100, 0.99);

        low.ShouldBeGreaterThan(0);
        low.ShouldBeLessThan(median);
        median.ShouldBeLessThan(high);
        median.ShouldBeLessThan(100); // lognormal: the median lies below the mean
    }

    [Fact]
    public void Range_UnlikelyBuyer_HasMedianAndLowZero()
    {
        var (median, low, high) = IntervalTable.Default.Range(CustomerTier.OneTime, 10, 0.4);

        (median, low).ShouldBe((0, 0));
        high.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Range_NothingExpected_IsZero()
    {
        IntervalTable.Default.Range(CustomerTier.OneTime, 0, 0.2).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Excess_OutcomeAtTheEndsOfTheRange_IsZero()
    {
        var (_, low, high) = IntervalTable.Default.Range(CustomerTier.Top, 100, 0.99);

        IntervalTable.Excess(low, 100, 0.99, 0.9).ShouldBe(0, 1e-9);
        IntervalTable.Excess(high, 100, 0.99, 0.9).ShouldBe(0, 1e-9);
        IntervalTable.Excess(2 * high, 100, 0.99, 0.9).ShouldBeGreaterThan(0);
    }
}
