using ClvPredict.Reporting.Charts;
using ClvPredict.Reporting.Languages;

namespace ClvPredict.Reporting.Tests;

public sealed class AxisTicksTests
{
    [Theory]
    [InlineData(0, 1, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(0, 97.3, 6, new double[] { 0, 20, 40, 60, 80, 100 })]
    [InlineData(-12, 31, 6, new double[] { -20, -10, 0, 10, 20, 30, 40 })]
    [InlineData(0, 0.0031, 4, new[] { 0, 0.001, 0.002, 0.003, 0.004 })]
    [InlineData(0, 12_345_678, 6, new double[] { 0, 5e6, 10e6, 15e6 })]
    [InlineData(7, 7, 4, new double[] { 0, 2, 4, 6, 8 })]
    [InlineData(0, 0, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    public void Covering_Range_GivesRoundMarks(
        double low,
        double high,
        int intervals,
        double[] expected
    )
    {
        AxisTicks.Covering(low, high, intervals).Marks.ShouldBe(expected);
    }

    [Fact]
    public void Covering_ManyRanges_StepsAreRoundAndSpanTheData()
    {
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 5));
            var high = low + (0.1 + random.NextDouble()) * Math.Pow(10, random.Next(-4, 5));

            var ticks = AxisTicks.Covering(low, high, 6);

            var step = ticks.Marks[1] - ticks.Marks[0];
            var leading = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-6));
            // The difference of two doubles that are large beside the step loses digits, hence the tolerance.
            new[] { 1.0, 2, 5 }.ShouldContain(
                round => Math.Abs(leading / round - 1) < 1e-3,
                $"step {step} for {low} to {high}"
            );
            ticks.Low.ShouldBeLessThanOrEqualTo(low);
            ticks.High.ShouldBeGreaterThanOrEqualTo(high);
            ticks.Marks.Length.ShouldBeInRange(2, 7);
        }
    }

    [Fact]
    public void Covering_NotARange_IsRefused()
    {
        Should.Throw<ArgumentException>(() => AxisTicks.Covering(1, 0, 5));
        Should.Throw<ArgumentException>(() => AxisTicks.Covering(0, double.NaN, 5));
    }

    [Fact]
    public void Label_LargeMarks_AreShortened()
    {
        AxisTicks
            .Covering(0, 2_400_000, 6)
            .Label(1_500_000, ReportLanguage.English)
            .ShouldBe("1.5M");
        AxisTicks.Covering(0, 24_000, 6).Label(5_000, ReportLanguage.English).ShouldBe("5k");
        AxisTicks.Covering(0, 2_400, 6).Label(1_500, ReportLanguage.English).ShouldBe("1,500");
        AxisTicks.Covering(0, 0.4, 6).Label(0.3, ReportLanguage.English).ShouldBe("0.3");
    }
}
