using System.Runtime.Intrinsics;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Tests.Numerics;

public sealed class PowerProductIntegralTests
{
    /// <summary>By mpmath 1.3 at 40 digits: adaptive tanh-sinh quadrature over many panels.</summary>
    [Theory]
    [InlineData(
        10.6,
        11.7,
        0.55,
        1.6,
        39,
        8.1206027954516376,
        0.56888590949124346,
        0.53155996249546563,
        0.61279494993092015,
        0.63108451534346568
    )]
    [InlineData(
        1000,
        1,
        2.5,
        1.01,
        0.001,
        0.00099949408893808565,
        4.999155004323877e-7,
        0.00049974912581187499,
        0.99999950008466619,
        0.99950041733222489
    )]
    [InlineData(
        0.02,
        500,
        3.5,
        1.2,
        104,
        0.0079997440412581686,
        0.39997867682791527,
        2.6660323084549002e-5,
        0.71429485455585133,
        0.99997334172988872
    )]
    [InlineData(
        300,
        0.5,
        10000.5,
        1.5,
        10000,
        0.027638492741302611,
        9.2479239009720278e-5,
        0.052699764409691917,
        0.99990752934255686,
        0.94983520650674457
    )]
    [InlineData(
        5,
        7,
        2,
        9000,
        300,
        0.00077762226407297227,
        0.00015551754552873052,
        0.00011108889640238354,
        0.99984450663534408,
        0.99988892344296992
    )]
    [InlineData(
        0.001,
        0.001,
        0.4,
        1.3,
        10000,
        0.0014285534439239476,
        1.4283685112277487,
        1.4283685112277487,
        0.41176988975725196,
        0.41176988975725196
    )]
    [InlineData(
        12,
        0.0001,
        1.7,
        1.0001,
        2000,
        0.0010903475866212816,
        0.072609258930347446,
        5.5652616863657592,
        0.94612627718678795,
        0.091691300335438375
    )]
    public void Evaluate_AgainstFortyDigits_AgreesToTwelve(
        double first,
        double second,
        double firstPower,
        double secondPower,
        double length,
        double value,
        double logFirst,
        double logSecond,
        double inverseFirst,
        double inverseSecond
    )
    {
        var integral = PowerProductIntegral.Evaluate(
            Vector256.Create(first),
            Vector256.Create(second),
            firstPower,
            secondPower,
            Vector256.Create(length)
        );

        integral.Value[1].ShouldBe(value, 1e-12 * value);
        integral.MeanLogFirst[1].ShouldBe(logFirst, 1e-12 * logFirst + 1e-16);
        integral.MeanLogSecond[1].ShouldBe(logSecond, 1e-12 * logSecond + 1e-16);
        integral.MeanInverseFirst[1].ShouldBe(inverseFirst, 1e-12 * inverseFirst);
        integral.MeanInverseSecond[1].ShouldBe(inverseSecond, 1e-12 * inverseSecond);
    }

    [Fact]
    public void EvaluateOne_ForRandomArguments_EqualsItsLanesTwin()
    {
        var random = new Random(17);
        for (var i = 0; i < 300; i++)
        {
            var first = Math.Pow(10, 8 * random.NextDouble() - 4);
            var ratio = Math.Pow(10, 8 * random.NextDouble() - 4);
            var firstPower = Math.Pow(10, 8 * random.NextDouble() - 4);
            var secondPower = 1 + Math.Pow(10, 8 * random.NextDouble() - 4);
            var length = Math.Pow(10, 8 * random.NextDouble() - 4);

            // Lanes differ, and with them the number of panels; 1e-12 is the accuracy of either.
            var lanes = PowerProductIntegral.Evaluate(
                Vector256.Create(first, 2 * first, first / 3, first),
                Vector256.Create(first, 2 * first, first / 3, first) * ratio,
                firstPower,
                secondPower,
                Vector256.Create(length, length / 2, 5 * length, 0)
            );
            var one = PowerProductIntegral.EvaluateOne(
                first,
                ratio * first,
                firstPower,
                secondPower,
                length
            );

            one.Value.ShouldBe(lanes.Value[0], 2e-12 * lanes.Value[0]);
            one.LogEndFirst.ShouldBe(lanes.LogEndFirst[0], 1e-15 * one.LogEndFirst);
            one.LogEndSecond.ShouldBe(lanes.LogEndSecond[0], 1e-15 * one.LogEndSecond);
            lanes.Value[3].ShouldBe(0);
            lanes.MeanLogFirst[3].ShouldBe(0);
        }
    }

    [Fact]
    public void AdaptiveQuadrature_OfAPeakNobodyToldItAbout_FindsIt()
    {
        var integral = AdaptiveQuadrature.Integrate(x => 1 / (1e-6 + (x - 0.3) * (x - 0.3)), 0, 1);

        // 1000 (atan(700) + atan(300)), mpmath.
        integral.ShouldBe(3136.8307621453, 1e-9);
    }
}
