using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Tests.Numerics;

/// <summary>Against R 4.2.2: pbeta, qbeta, pnorm, qnorm.</summary>
public class DistributionTests
{
    [Theory]
    [InlineData(0.3, 6, 14, 0.526137475726485060)]
    [InlineData(0.05, 6, 14, 0.000240689876760223)]
    [InlineData(0.9, 0.5, 0.7, 0.883788956770792722)]
    [InlineData(0.5, 1000, 1200, 0.999990128183074201)]
    [InlineData(0.999, 80, 0.02, 0.040112332473602748)]
    [InlineData(-1, 2, 3, 0)]
    [InlineData(1, 2, 3, 1)]
    public void BetaCdf_PointsOfR_Agree(double x, double a, double b, double expected)
    {
        BetaDistribution.Cdf(x, a, b).ShouldBe(expected, 1e-12);
    }

    [Theory]
    [InlineData(0.1, 6, 14, 0.175130744690612)]
    [InlineData(0.9, 6, 14, 0.434047981002145)]
    [InlineData(0.5, 0.3, 0.9, 0.113687794779715)]
    [InlineData(0.025, 300, 700, 0.271998355690791)]
    public void BetaQuantile_PointsOfR_Agree(double p, double a, double b, double expected)
    {
        BetaDistribution.Quantile(p, a, b).ShouldBe(expected, 1e-12);
    }

    [Theory]
    [InlineData(-3, 1.34989803163009e-03)]
    [InlineData(1.5, 9.33192798731142e-01)]
    [InlineData(-8, 6.22096057427178e-16)]
    [InlineData(0, 0.5)]
    public void NormalCdf_PointsOfR_Agree(double z, double expected)
    {
        NormalDistribution.Cdf(z).ShouldBe(expected, 1e-12 * expected);
    }

    [Theory]
    [InlineData(0.975, 1.95996398454005)]
    [InlineData(0.8, 0.841621233572914)]
    [InlineData(1e-10, -6.36134090240406)]
    public void NormalQuantile_PointsOfR_Agree(double p, double expected)
    {
        NormalDistribution.Quantile(p).ShouldBe(expected, 1e-11);
    }
}
