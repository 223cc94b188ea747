using ClvPredict.Decisions.Statistics;

namespace ClvPredict.Decisions.Tests.Statistics;

public class FalseDiscoveryTests
{
    // The example of Benjamini and Hochberg (1995), section 3.2: 15 tests, four of which hold at 5 %.
    [Fact]
    public void Correct_TheExampleOfThePaper_KeepsFour()
    {
        double[] pValues =
        [
            0.0298,
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0344,
            0.0459,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1,
        ];

        var qValues = FalseDiscovery.Correct(pValues, pValues.Length);

        qValues.Count(q => q <= 0.05).ShouldBe(4);
        qValues[4].ShouldBe(0.0095 * 15 / 4, 1e-12);
        qValues.ShouldAllBe(q => q <= 1);
    }

    [Fact]
    public void Correct_TestsNotListed_CountAsTests()
    {
        FalseDiscovery.Correct([0.001], 40).ShouldBe([0.04]);
    }
}
