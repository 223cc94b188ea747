using ClvPredict.Decisions.Economics;
using ClvPredict.TestKit;

namespace ClvPredict.Decisions.Tests.Economics;

public class PartialPoolingTests
{
    [Fact]
    public void Of_SimulatedChannels_RangesHoldTheTruthAndWinnersAreRarelyWrong()
    {
        // Few runs of the benchmark "channels"; bench/results/economics.md has the full size.
        var (held, count, wrong, wrongRaw) = (0, 0, 0, 0);
        for (var run = 0; run < 120; run++)
        {
            var shop = SimulatedChannels.Draw(run, 8, 0.2, ownShapes: run % 2 == 0);
            var samples = shop.Values.Select(v => GroupSample.Of(v)).ToArray();
            var pooled = PartialPooling.Of(samples, new PoolingOptions { Draws = 500 });
            for (var c = 0; c < 8; c++)
            {
                count++;
                held +=
                    pooled.Groups[c].Low <= shop.Means[c] && shop.Means[c] <= pooled.Groups[c].High
                        ? 1
                        : 0;
            }
            var best = Best(shop.Means);
            wrong += Best([.. pooled.Groups.Select(g => g.ProbabilityBest)]) == best ? 0 : 1;
            wrongRaw += Best([.. samples.Select(s => s.Mean)]) == best ? 0 : 1;
        }

        ((double)held / count).ShouldBe(0.8, 0.03);
        wrong.ShouldBeLessThan(wrongRaw);
    }

    [Fact]
    public void Of_ThreeGroups_IsTheIntegralOfTheModel()
    {
        // A naive twin: the posterior of Gelman et al. (2013), section 5.4, by brute force over mu and tau.
        GroupSample[] samples = [new(40, 80, 6_000), new(400, 110, 14_000), new(90, 150, 30_000)];
        var options = new PoolingOptions { VarianceStrength = 0, VarianceAllowance = 1 };

        var pooled = PartialPooling.Of(samples, options);

        var variances = samples
            .Select(s => Math.Log(1 + (s.Variance / (s.Mean * s.Mean) / s.Customers)))
            .ToArray();
        var logs = samples.Select((s, i) => Math.Log(s.Mean) + (variances[i] / 2)).ToArray();
        double weights = 0,
            first = 0;
        for (var tau = 0.0005; tau < 3; tau += 0.001)
        for (var mu = 2.0; mu < 7; mu += 0.01)
        {
            var density = 1 / (1 + Math.Pow(tau / options.SpreadScale, 2));
            for (var i = 0; i < 3; i++)
            {
                var v = variances[i] + (tau * tau);
                density *= Math.Exp(-Math.Pow(logs[i] - mu, 2) / 2 / v) / Math.Sqrt(v);
            }
            var shrink = variances[0] / (variances[0] + (tau * tau));
            weights += density;
            first +=
                density
                * Math.Exp((shrink * mu) + ((1 - shrink) * logs[0]) + (tau * tau * shrink / 2));
        }
        pooled.Groups[0].Mean.ShouldBe(first / weights, 0.002 * first / weights);
    }

    [Fact]
    public void Of_ManyCustomers_KeepTheirOwnMeanAndFewAreShrunk()
    {
        var pooled = PartialPooling.Of([
            new(100_000, 100, 20_000),
            new(100_000, 140, 40_000),
            new(30, 300, 180_000),
        ]);

        pooled.Groups[0].Mean.ShouldBe(100, 1);
        pooled.Groups[1].Mean.ShouldBe(140, 1.4);
        pooled.Groups[2].Mean.ShouldBeInRange(130, 290);
        pooled.Groups[2].Weight.ShouldBeLessThan(pooled.Groups[0].Weight);
        pooled.Groups.Sum(g => g.ProbabilityBest).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Of_ARestOfSmallGroups_IsNeverTheBest()
    {
        var pooled = PartialPooling.Of([
            new(500, 100, 10_000),
            new(500, 90, 10_000),
            new(500, 200, 10_000, IsMixture: true),
        ]);

        pooled.Groups[2].ProbabilityBest.ShouldBe(0);
        (pooled.Groups[0].ProbabilityBest + pooled.Groups[1].ProbabilityBest).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void ProbabilityBetter_BothWays_SumsToOne()
    {
        var pooled = PartialPooling.Of([
            new(50, 100, 9_000),
            new(200, 120, 20_000),
            new(800, 95, 9_000),
        ]);

        (pooled.ProbabilityBetter(0, 1) + pooled.ProbabilityBetter(1, 0)).ShouldBe(1, 1e-12);
        pooled.ProbabilityAbove(1, 0).ShouldBe(1);
        pooled.ProbabilityAbove(1, pooled.Groups[1].High).ShouldBe(0.1, 1e-6);
    }

    [Fact]
    public void Of_GroupsOfOneOrOfNothing_AreAnswered()
    {
        var pooled = PartialPooling.Of([new(1, 50, 0), new(3, -20, 100), new(40, 60, 0)]);

        foreach (var group in pooled.Groups)
        {
            double.IsFinite(group.Mean).ShouldBeTrue();
            group.Low.ShouldBeGreaterThan(0);
            group.High.ShouldBeGreaterThanOrEqualTo(group.Low);
        }
        Should.Throw<ArgumentException>(() => PartialPooling.Of([new(3, -20, 100)]));
    }

    private static int Best(IReadOnlyList<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Count; i++)
        {
            if (values[i] > values[best])
                best = i;
        }
        return best;
    }
}
