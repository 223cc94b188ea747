using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Tests.Numerics;

public class StudentQuantileTests
{
    // R 4: qt(0.975, 1), qt(0.95, 5), qt(0.975, 10), qt(0.1, 30).
    [Theory]
    [InlineData(0.975, 1, 12.706204736432095)]
    [InlineData(0.95, 5, 2.0150483733330233)]
    [InlineData(0.975, 10, 2.228138851964939)]
    [InlineData(0.1, 30, -1.310415025394614)]
    public void Quantile_OfR_IsReached(double probability, double freedom, double expected)
    {
        StudentDistribution.Quantile(probability, freedom).ShouldBe(expected, 1e-9);
        StudentDistribution.Cdf(expected, freedom).ShouldBe(probability, 1e-12);
    }

    // One degree of freedom is the Cauchy distribution, two have a closed form: no table is needed.
    [Fact]
    public void Cumulative_ClosedForms_Agree()
    {
        for (var t = -50.0; t <= 50; t += 0.37)
        {
            StudentDistribution.Cdf(t, 1).ShouldBe(0.5 + (Math.Atan(t) / Math.PI), 1e-12);
            StudentDistribution.Cdf(t, 2).ShouldBe(0.5 + (t / (2 * Math.Sqrt(2 + (t * t)))), 1e-12);
        }
    }

    [Fact]
    public void Quantile_OfFractionsOfFreedomAndFarTails_InvertsCumulative()
    {
        foreach (var freedom in new[] { 0.7, 3.4, 61.5, 900 })
        {
            foreach (var p in new[] { 1e-6, 0.1, 0.5, 0.9, 1 - 1e-6 })
                StudentDistribution
                    .Cdf(StudentDistribution.Quantile(p, freedom), freedom)
                    .ShouldBe(p, 1e-9);
        }
    }
}
