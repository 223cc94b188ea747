using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;

namespace ClvPredict.Decisions.Tests.Experiments;

public class ExperimentReadoutTests
{
    private static readonly ReadoutSettings s_settings = new()
    {
        From = new DateOnly(2025, 1, 1),
        To = new DateOnly(2025, 4, 1),
    };

    [Fact]
    public void Of_OneStratumWithoutCovariate_IsWelchsTest()
    {
        // R 4.2.2: t.test(c(12, 0, 7, 30, 5, 9), c(3, 0, 8, 1)): p 0.149125193801, interval -3.49926772386 to 18.49926772386
        var readout = ExperimentReadout.Of(
            Outcomes([12, 0, 7, 30, 5, 9], [3, 0, 8, 1], double.NaN),
            s_settings
        );

        readout.NetValue.PerCustomer.ShouldBe(7.5, 1e-12);
        readout.NetValue.PValue.ShouldBe(WelchP, 1e-6);
        readout.NetValue.Low.ShouldBe(WelchLow, 1e-4);
        readout.NetValue.High.ShouldBe(WelchHigh, 1e-4);
        readout.NetValue.Total.ShouldBe(45, 1e-9);
        readout.VarianceReduction.ShouldBe(0);
    }

    [Fact]
    public void Of_CovariateThatExplainsEverything_LeavesNoUncertainty()
    {
        var outcomes = Enumerable
            .Range(0, 40)
            .Select(i => new ExperimentOutcome(
                new ExperimentSubject($"c{i}", "", i),
                i % 2 == 0,
                (3 * i) + (i % 2 == 0 ? 5 : 0),
                1
            ))
            .ToArray();

        var readout = ExperimentReadout.Of(outcomes, s_settings);

        readout.NetValue.PerCustomer.ShouldBe(5, 1e-9);
        readout.NetValue.StandardError.ShouldBe(0, 1e-9);
        readout.NetValueWithoutCovariate.PerCustomer.ShouldBe(5 - 3, 1e-9);
    }

    [Fact]
    public void Of_StrataOfUnequalShares_AreComparedWithinThemselves()
    {
        // Effect 1 in either stratum, but most of the treated are in the poor one.
        var outcomes = new List<ExperimentOutcome>();
        for (var i = 0; i < 40; i++)
        {
            var rich = i < 20;
            var treated = rich ? i < 4 : i < 36;
            outcomes.Add(
                new(
                    new($"c{i}", rich ? "top" : "base", double.NaN),
                    treated,
                    (rich ? 100 : 10) + (treated ? 1 : 0) + (i % 2),
                    1
                )
            );
        }

        var readout = ExperimentReadout.Of(outcomes, s_settings);

        readout.NetValue.PerCustomer.ShouldBe(1, 0.2);
        readout.Strata.Select(s => s.Stratum).ShouldBe(["base", "top"]);
        readout.Heterogeneity.PValue.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Of_FewerThanTwoInAGroup_IsRefused()
    {
        Should
            .Throw<OrderDataException>(() =>
                ExperimentReadout.Of(Outcomes([1, 2, 3], [4], double.NaN), s_settings)
            )
            .Message.ShouldContain("at least two");
    }

    [Theory]
    [InlineData(5, 1, 0.0253473186774683)]
    [InlineData(5, 2, 0.0820849986238988)]
    [InlineData(5, 3, 0.1717971442967332)]
    [InlineData(12, 7, 0.1005588685083589)]
    public void Tail_PointsOfR_Agree(double q, int freedom, double expected)
    {
        // R 4.2.2: pchisq(q, freedom, lower = FALSE)
        EffectHeterogeneity.Tail(q, freedom).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Of_SkewedOutcomesInSmallGroups_SaysSo()
    {
        var treated = new double[100];
        treated[0] = 10_000;
        var control = new double[50];
        control[0] = 100;

        ExperimentReadout
            .Of(Outcomes(treated, control, double.NaN), s_settings)
            .Notes.ShouldContain(n => n.Contains("skewed"));
    }

    [Fact]
    public void Of_NothingHappened_HasNoEffectAndNoUncertainty()
    {
        var readout = ExperimentReadout.Of(Outcomes([0, 0, 0], [0, 0, 0], double.NaN), s_settings);

        readout.NetValue.PValue.ShouldBe(1);
        readout.NetValue.Low.ShouldBe(0);
        readout.WithoutOrders.ShouldBe(6);
    }

    private const double WelchP = 0.149125193801;
    private const double WelchLow = -3.49926772386;
    private const double WelchHigh = 18.49926772386;

    private static ExperimentOutcome[] Outcomes(
        double[] treated,
        double[] control,
        double predictedClv
    ) =>
        [
            .. treated.Select(
                (v, i) =>
                    new ExperimentOutcome(new($"t{i}", "", predictedClv), true, v, v > 0 ? 1 : 0)
            ),
            .. control.Select(
                (v, i) =>
                    new ExperimentOutcome(new($"c{i}", "", predictedClv), false, v, v > 0 ? 1 : 0)
            ),
        ];
}
