using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

/// <summary>Oracle: the platform's library, itself good to about one unit in the last place (1.1e-16 relative).</summary>
public sealed class PortableMathTests
{
    private const double RelativeTolerance = 1e-15;

    [Fact]
    public void Log_AcrossTheRange_EqualsThePlatforms()
    {
        for (var x = 1e-300; x < 1e300; x *= 1.37)
        {
            var expected = Math.Log(x);

            PortableMath.Log(x).ShouldBe(expected, RelativeTolerance * Math.Abs(expected));
        }
    }

    [Fact]
    public void Log_CloseToOne_KeepsItsRelativeError()
    {
        for (var distance = 1e-15; distance < 0.5; distance *= 1.7)
        {
            var expected = Math.Log(1 - distance);

            PortableMath
                .Log(1 - distance)
                .ShouldBe(expected, RelativeTolerance * Math.Abs(expected));
        }
    }

    [Fact]
    public void Exp_AcrossTheRange_EqualsThePlatforms()
    {
        for (var x = -707.9; x < 709; x += 0.37)
        {
            var expected = Math.Exp(x);

            PortableMath.Exp(x).ShouldBe(expected, RelativeTolerance * expected);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-709, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(710, double.PositiveInfinity)]
    public void Exp_AtItsLimits_IsExact(double x, double expected) =>
        PortableMath.Exp(x).ShouldBe(expected);
}
