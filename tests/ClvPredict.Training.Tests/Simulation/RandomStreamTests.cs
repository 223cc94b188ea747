using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

/// <summary>
/// Moments of samples must lie within 4 standard errors of the distribution's: 1 right stream in 16,000 would
/// fail, and the seed is fixed.
/// </summary>
public sealed class RandomStreamTests
{
    private const int Draws = 200_000;
    private const double StandardErrors = 4;

    [Fact]
    public void SplitMix_PublishedSeed_GivesThePublishedNumbers()
    {
        // Outputs of the authors' C program for seed 1234567, as listed on rosettacode.org.
        ulong state = 1_234_567;

        ulong[] outputs =
        [
            RandomStream.SplitMix(ref state),
            RandomStream.SplitMix(ref state),
            RandomStream.SplitMix(ref state),
        ];

        outputs.ShouldBe([6457827717110365317, 3203168211198807973, 9817491932198370423]);
    }

    [Fact]
    public void Bits_StateOneToFour_GivesTheReferenceNumbers()
    {
        // Outputs of the authors' C program for xoshiro256** from state 1, 2, 3, 4, as in the tests of rand_xoshiro.
        var stream = new RandomStream(1, 2, 3, 4);

        ulong[] outputs =
        [
            stream.Bits(),
            stream.Bits(),
            stream.Bits(),
            stream.Bits(),
            stream.Bits(),
            stream.Bits(),
        ];

        outputs.ShouldBe([
            11520,
            0,
            1509978240,
            1215971899390074240,
            1216172134540287360,
            607988272756665600,
        ]);
    }

    [Fact]
    public void Derive_AnotherItemOrPurposeOrSeed_IsAnotherStream()
    {
        ulong[] first =
        [
            RandomStream.Derive(1, 1, StreamPurpose.Traits).Bits(),
            RandomStream.Derive(1, 1, StreamPurpose.Baskets).Bits(),
            RandomStream.Derive(1, 2, StreamPurpose.Traits).Bits(),
            RandomStream.Derive(2, 1, StreamPurpose.Traits).Bits(),
        ];

        first.ShouldBeUnique();
    }

    [Fact]
    public void Uniform_ManyDraws_StaysAboveZeroAndHasMeanOneHalf() =>
        ShouldHaveMoments(s => s.Uniform(), mean: 0.5, variance: 1.0 / 12, least: double.Epsilon);

    [Fact]
    public void Exponential_ManyDraws_HasMeanAndVarianceOne() =>
        ShouldHaveMoments(s => s.Exponential(), mean: 1, variance: 1, least: 0);

    [Fact]
    public void Normal_ManyDraws_HasMeanZeroAndVarianceOne() =>
        ShouldHaveMoments(s => s.Normal(), mean: 0, variance: 1, least: double.NegativeInfinity);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.6)]
    [InlineData(1)]
    [InlineData(4.5)]
    public void Gamma_ManyDraws_HasItsShapeAsMeanAndVariance(double shape) =>
        ShouldHaveMoments(s => s.Gamma(shape), shape, shape, least: 0);

    [Fact]
    public void Beta_ManyDraws_HasItsMeanAndVariance() =>
        ShouldHaveMoments(s => s.Beta(0.25, 4), mean: 0.25, variance: 0.25 * 0.75 / 5, least: 0);

    [Fact]
    public void Poisson_ManyDraws_HasItsMeanAsMeanAndVariance() =>
        ShouldHaveMoments(s => s.Poisson(0.6), mean: 0.6, variance: 0.6, least: 0);

    [Fact]
    public void Pick_ManyDraws_FollowsTheWeights() =>
        ShouldHaveMoments(s => s.Pick([2, 0, 6]), mean: 1.5, variance: 0.75, least: 0);

    [Fact]
    public void Below_ManyDraws_IsUniformOnTheIntegers() =>
        ShouldHaveMoments(s => s.Below(28), mean: 13.5, variance: ((28.0 * 28) - 1) / 12, least: 0);

    private static void ShouldHaveMoments(
        Func<RandomStream, double> draw,
        double mean,
        double variance,
        double least
    )
    {
        var stream = RandomStream.Derive(seed: 20, item: 1, StreamPurpose.Traits);
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (var i = 0; i < Draws; i++)
        {
            var x = draw(stream);
            x.ShouldBeGreaterThanOrEqualTo(least);
            var square = (x - mean) * (x - mean);
            sum += x;
            squares += square;
            fourths += square * square;
        }

        (sum / Draws).ShouldBe(mean, StandardErrors * Math.Sqrt(variance / Draws));
        // The standard error of the variance comes from the sample's fourth moment.
        var sampleVariance = squares / Draws;
        var error = Math.Sqrt(((fourths / Draws) - (sampleVariance * sampleVariance)) / Draws);
        sampleVariance.ShouldBe(variance, StandardErrors * error);
    }
}
