using System.Runtime.Intrinsics;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Tests.Numerics;

/// <summary>Expected values were computed with mpmath 1.3 at 40 digits.</summary>
public sealed class SpecialFunctionsTests
{
    [Theory]
    [InlineData(1e-6, 13.815509980749432, -1000000.57721402)]
    [InlineData(0.1, 2.252712651734206, -10.423754940411077)]
    [InlineData(0.5, 0.57236494292470009, -1.9635100260214235)]
    [InlineData(1, 0.0, -0.57721566490153286)]
    [InlineData(1.5, -0.12078223763524522, 0.036489973978576521)]
    [InlineData(2, 0.0, 0.42278433509846714)]
    [InlineData(3.7, 1.4280723266653879, 1.1671535393615114)]
    [InlineData(11.999, 17.499865227646104, 2.4425747743291192)]
    [InlineData(12, 17.502307845873886, 2.442661679975812)]
    [InlineData(57.3, 173.56386827969143, 4.0395492399575792)]
    [InlineData(10000, 82099.717496442377, 9.2102903711428494)]
    [InlineData(1e9, 1.9723265827503717e+10, 20.723265836446411)]
    public void LogGammaAndDigamma_AgainstFortyDigits_AgreeToTheStatedAccuracy(
        double x,
        double logGamma,
        double digamma
    )
    {
        SpecialFunctions
            .LogGamma(x)
            .ShouldBe(logGamma, Math.Max(1e-14, 4e-15 * Math.Abs(logGamma)));
        SpecialFunctions.Digamma(x).ShouldBe(digamma, Math.Max(1e-14, 4e-15 * Math.Abs(digamma)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1.5)]
    [InlineData(double.NaN)]
    public void LogGammaAndDigamma_OutsideTheDomain_AreNaN(double x)
    {
        SpecialFunctions.LogGamma(x).ShouldBe(double.NaN);
        SpecialFunctions.Digamma(x).ShouldBe(double.NaN);
    }

    [Fact]
    public void LogBetaAndRisingFactorial_WhereTheDifferenceCancels_KeepTheirDigits()
    {
        // mpmath, 50 digits; ln Γ(20000) is 178,000, so plain differences would be off by 1e-11.
        SpecialFunctions.LogBeta(1.5, 10001).ShouldBe(-13.936480283100691, 2e-14);
        SpecialFunctions.LogBeta(20000, 20000).ShouldBe(-27729.573447800596, 1e-10);
        SpecialFunctions.LogRisingFactorial(3000, 40).ShouldBe(320.51356904720053, 2e-13);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(7.5)]
    [InlineData(2000)]
    public void RisingFactorial_OnBothSidesOfTheDirectSum_EqualsTheDifferences(double a)
    {
        foreach (var n in new[] { 0.0, 1, 19, 20, 21, 300 })
        {
            var expected = SpecialFunctions.LogGamma(a + n) - SpecialFunctions.LogGamma(a);
            var slope = SpecialFunctions.Digamma(a + n) - SpecialFunctions.Digamma(a);

            // The differences themselves round at 1e-15 of ln Γ(2000) = 13,000.
            SpecialFunctions.LogRisingFactorial(a, n).ShouldBe(expected, 1e-10);
            SpecialFunctions.DigammaDifference(a, n).ShouldBe(slope, 1e-13);
        }
    }

    [Theory]
    [InlineData(1e-18)]
    [InlineData(-1e-12)]
    [InlineData(1e-5)]
    [InlineData(0.3)]
    [InlineData(-0.9)]
    [InlineData(30)]
    public void Log1PAndExpM1_AcrossScales_InvertEachOther(double x)
    {
        var tolerance = 1e-15 * Math.Abs(x) * 4;

        SpecialFunctions.ExpM1(SpecialFunctions.Log1P(x)).ShouldBe(x, tolerance);
        SpecialFunctions
            .Log1P(Vector256.Create(x))[2]
            .ShouldBe(SpecialFunctions.Log1P(x), tolerance);
    }

    [Fact]
    public void Log1PAndExpM1_AtTheEnds_StayDefined()
    {
        SpecialFunctions.Log1P(0).ShouldBe(0);
        SpecialFunctions.ExpM1(0).ShouldBe(0);
        SpecialFunctions.Log1P(-1).ShouldBe(double.NegativeInfinity);
        SpecialFunctions.ExpM1(-1000).ShouldBe(-1);
        SpecialFunctions.ExpM1(1000).ShouldBe(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1e-9, 0.9999999995)]
    [InlineData(-1e-9, 1.0000000005)]
    [InlineData(2, 0.43233235838169365)]
    public void MeanDecay_NearZeroAndBeyond_IsSmooth(double x, double expected) =>
        SpecialFunctions.MeanDecay(x).ShouldBe(expected, 1e-15);
}
