using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

public sealed class GammaGammaModelTests
{
    /// <summary>The fit to the CDNOW sample of Fader and Hardie (2013), one more digit.</summary>
    private static readonly GammaGammaModel s_cdnow = new(6.2496, 3.7442, 15.4435);

    /// <summary>lifetimes' Quickstart, customers 1, 2 and 6 of the CDNOW sample; a customer without repeats gets the mean.</summary>
    [Theory]
    [InlineData(2, 22.35, 24.658619)]
    [InlineData(1, 11.77, 18.911489)]
    [InlineData(7, 73.74, 71.462843)]
    [InlineData(0, 0, 35.170981)]
    public void ExpectedOrderValue_Cdnow_EqualsPublished(
        double count,
        double mean,
        double expected
    ) => s_cdnow.ExpectedOrderValue(count, mean).ShouldBe(expected, 0.01);

    /// <summary>The density is one over all mean values, and its mean is that of the population.</summary>
    [Fact]
    public void LogLikelihood_Integrated_GivesOneAndThePopulationMean()
    {
        var (sum, mean) = (0.0, 0.0);
        const double Step = 0.005;
        for (var log = -10.0; log < 20; log += Step)
        {
            var value = Math.Exp(log);
            var mass = Math.Exp(s_cdnow.LogLikelihood(3, value)) * value * Step;
            sum += mass;
            mean += mass * value;
        }

        // The rectangle rule in ln of the value converges exponentially.
        sum.ShouldBe(1, 1e-10);
        mean.ShouldBe(s_cdnow.PopulationMean, 1e-8);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 0.5, 1)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 2, double.NaN)]
    public void Constructor_WithoutAMeanOrPositiveParameters_Refuses(
        double p,
        double q,
        double v
    ) => Should.Throw<ArgumentOutOfRangeException>(() => new GammaGammaModel(p, q, v));

    [Fact]
    public void ExpectedOrderValue_OfNegativeOrMissingInput_Refuses()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => s_cdnow.ExpectedOrderValue(-1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => s_cdnow.ExpectedOrderValue(1, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => s_cdnow.LogLikelihood(1, 0));
    }
}
