using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class TweediePowerTests
{
    [Theory]
    [InlineData(1.2, 1.5, 0.8)]
    [InlineData(1.5, 2, 1)]
    [InlineData(1.8, 1, 0.6)]
    [InlineData(1.5, 3, 0.05)]
    public void LogDensity_WithDeviance_IsADistributionWithItsMeanAndVariance(
        double power,
        double mean,
        double dispersion
    )
    {
        var saturation = new TweedieSaturation(power);
        var objective = new TweedieObjective(power);
        // The chance of 0 is e^-lambda with lambda = m^(2-p) / (phi (2-p)).
        var total = Math.Exp(-Math.Pow(mean, 2 - power) / (dispersion * (2 - power)));
        var (first, second) = (0.0, 0.0);

        // Simpson's rule in log y, where the density is smooth, from 1e-30 to 1e3 times the mean.
        const int Steps = 40_000;
        var width = Math.Log(1e33) / Steps;
        for (var i = 0; i <= Steps; i++)
        {
            var y = mean * 1e-30 * Math.Exp(i * width);
            var deviance = objective.DevianceSum([y], [], [Math.Log(mean)]);
            var density = Math.Exp(
                saturation.LogDensity(y, dispersion) - deviance / (2 * dispersion)
            );
            var simpson =
                i is 0 or Steps ? 1
                : i % 2 == 1 ? 4
                : 2;
            var part = simpson * width / 3 * density * y;
            (total, first, second) = (total + part, first + part * y, second + part * y * y);
        }

        // The step leaves errors near 1e-10, the cut at 1e-30 below 1e-6 for power 1.8.
        total.ShouldBe(1, 2e-6);
        first.ShouldBe(mean, 1e-7 * mean);
        (second - first * first).ShouldBe(dispersion * Math.Pow(mean, power), 1e-5);
    }

    [Fact]
    public void LogDensity_AtTheLargestMean_SaddlepointJoins()
    {
        var saturation = new TweedieSaturation(1.4);

        // The Poisson mean y^0.6 / (0.6 phi) is just below and just above 2000.
        var series = saturation.LogDensity(1, 1 / (0.6 * 1999.9));
        var saddlepoint = saturation.LogDensity(1, 1 / (0.6 * 2000.1));

        // The approximation errs by the order of 1 / 2000 over 12 or so, the step itself adds 5e-5.
        series.ShouldBe(saddlepoint, 2e-4);
    }

    [Theory]
    [InlineData(1.3)]
    [InlineData(1.7)]
    public void Compute_CompoundPoissonLabels_FindsThePower(double power)
    {
        var columns = MadeUpRows.Columns(rows: 6000, features: 3, seed: 71);
        var random = new Random(72);
        var labels = columns[0]
            .ToArray()
            .Select(x => Draw(random, Math.Exp(0.5 * x), power, dispersion: 1.5))
            .ToArray();
        var bins = FeatureBins.Build(MadeUpRows.Slice(columns, ..3000));
        var train = new BoostingData(bins, labels.AsMemory(..3000));
        var validation = new BoostingData(
            bins.Apply(MadeUpRows.Slice(columns, 3000..)),
            labels.AsMemory(3000..)
        );
        var options = new BoostingOptions
        {
            Rounds = 60,
            MaxLeaves = 6,
            EarlyStoppingRounds = 5,
        };

        var profile = TweediePowerProfile.Compute(options, train, validation);

        profile.Fits.Select(fit => fit.Power).ShouldBe(TweediePowerProfile.DefaultPowers);
        profile.Best.Power.ShouldBe(power, 0.11);
        // 3000 values, 45 % or so above 0, tell the dispersion to about 3 %; a power that is 0.1 off costs a little.
        profile.Best.Dispersion.ShouldBe(1.5, 0.2);
        profile.Best.Model.BestRound.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Compute_AllValidationLabelsZero_IsRefused()
    {
        var data = new BoostingData(FeatureBins.Build([new float[3]]), new double[3]);

        Should
            .Throw<ArgumentException>(() =>
                TweediePowerProfile.Compute(new BoostingOptions(), data, data)
            )
            .Message.ShouldContain("all validation labels are 0");
    }

    /// <summary>A Poisson number of gamma jumps; the gamma by Marsaglia and Tsang (2000).</summary>
    private static double Draw(Random random, double mean, double power, double dispersion)
    {
        var lambda = Math.Pow(mean, 2 - power) / (dispersion * (2 - power));
        var (jumps, product) = (0, random.NextDouble());
        for (; product > Math.Exp(-lambda); jumps++)
            product *= random.NextDouble();
        var scale = dispersion * (power - 1) * Math.Pow(mean, power - 1);
        return jumps == 0 ? 0 : scale * Gamma(random, jumps * (2 - power) / (power - 1));
    }

    private static double Gamma(Random random, double shape)
    {
        if (shape < 1)
            return Gamma(random, shape + 1) * Math.Pow(random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        while (true)
        {
            var x = MadeUpRows.Normal(random);
            var v = Math.Pow(1 + x / Math.Sqrt(9 * d), 3);
            if (v > 0 && Math.Log(random.NextDouble()) < 0.5 * x * x + d - d * v + d * Math.Log(v))
                return d * v;
        }
    }
}
