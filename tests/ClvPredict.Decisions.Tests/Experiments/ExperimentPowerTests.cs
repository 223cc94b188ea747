using ClvPredict.Decisions.Experiments;

namespace ClvPredict.Decisions.Tests.Experiments;

public class ExperimentPowerTests
{
    private static readonly OutcomeSpread s_spread = new(50, 40, 0, "given");

    [Fact]
    public void Of_EqualGroups_AgreesWithPowerTTestOfR()
    {
        // R 4.2.2: power.t.test(delta = 5, sd = 40, power = .8)$n = 1005.618 a group (the normal approximation needs one fewer)
        var power = ExperimentPower.Of(1005, 1005, s_spread, new PowerSettings { Effect = 5 });

        power.DetectableEffect.ShouldBe(5, 0.005);
        power.WantedPower.ShouldNotBeNull().ShouldBe(0.8, 0.001);
        ((double)power.WantedCustomers.ShouldNotBeNull()).ShouldBe(2 * 1005.6, 4);
    }

    [Fact]
    public void Of_Correlation_TakesItsSquareOffTheVariance()
    {
        var power = ExperimentPower.Of(
            1000,
            250,
            s_spread with
            {
                Correlation = 0.6,
            },
            new PowerSettings()
        );

        power.DetectableEffect.ShouldBe(0.8 * power.DetectableEffectWithoutCovariate, 1e-9);
    }

    [Fact]
    public void Of_NoControlGroup_FindsNothing()
    {
        ExperimentPower
            .Of(1000, 0, s_spread, new PowerSettings())
            .DetectableEffect.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void OfPredictions_SimulatedOutcomes_HaveThatSpread()
    {
        var random = new Random(3);
        var (clv, churn) = (new double[20_000], new double[20_000]);
        var outcomes = new double[20_000];
        for (var i = 0; i < clv.Length; i++)
        {
            churn[i] = random.NextDouble();
            var worth = 100 * random.NextDouble();
            clv[i] = (1 - churn[i]) * worth;
            if (random.NextDouble() >= churn[i])
                outcomes[i] = -worth * Math.Log(1 - random.NextDouble());
        }

        var predicted = OutcomeSpread.OfPredictions(clv, churn);
        var seen = OutcomeSpread.OfHistory(outcomes, clv);

        predicted.Deviation.ShouldBe(seen.Deviation, 0.03 * seen.Deviation);
        predicted.Correlation.ShouldBe(seen.Correlation, 0.02);
    }

    [Fact]
    public void Validate_SeveralFaults_ReportsAll()
    {
        var error = Should.Throw<ArgumentException>(() =>
            new PowerSettings { Power = 1, Effect = 0 }.Validate()
        );

        error.Message.ShouldContain("Power");
        error.Message.ShouldContain("Effect");
    }
}
