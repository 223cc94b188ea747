using ClvPredict.Models.Evaluation;

namespace ClvPredict.Models.Tests.Evaluation;

public sealed class MetricsTests
{
    // Tolerance 1e-12 throughout: closed forms of a handful of terms, so only rounding of the last digits may differ.
    private const double Rounding = 1e-12;

    [Fact]
    public void AreaUnderCurve_Ties_CountHalf()
    {
        // Pairs (event, none): (.8, .1) right, (.8, .4) right, (.4, .1) right, (.4, .4) tied: 3.5 of 4.
        RankMetrics
            .AreaUnderCurve([0.1, 0.4, 0.4, 0.8], [false, false, true, true])
            .ShouldBe(3.5 / 4, Rounding);
    }

    [Fact]
    public void AreaUnderCurve_OnlyOneOutcome_IsNaN()
    {
        RankMetrics.AreaUnderCurve([0.1, 0.4], [true, true]).ShouldBe(double.NaN);
        RankMetrics.AreaUnderCurve([0.1, 0.4], [false, false]).ShouldBe(double.NaN);
    }

    [Fact]
    public void Spearman_MonotoneAndReversed_IsOneAndMinusOne()
    {
        RankMetrics.Spearman([1, 2, 3, 4], [1, 10, 100, 1000]).ShouldBe(1, Rounding);
        RankMetrics.Spearman([4, 3, 2, 1], [1, 10, 100, 1000]).ShouldBe(-1, Rounding);
        RankMetrics.Spearman([7, 7, 7, 7], [1, 10, 100, 1000]).ShouldBe(double.NaN);
    }

    [Fact]
    public void NormalizedGini_ConstantPrediction_IsZero()
    {
        RankMetrics.NormalizedGini([3, 3, 3, 3], [1, 0, 9, 2]).ShouldBe(0, Rounding);
    }

    [Fact]
    public void Top10Share_BorderInsideACustomer_TakesAFraction()
    {
        // A tenth of 15 customers is 1.5: all of the first (30) and half of the second (20) of 30 + 20 + 13 x 1 = 63.
        var predicted = Enumerable.Range(0, 15).Select(i => (double)-i).ToArray();
        var actual = Enumerable.Repeat(1.0, 15).ToArray();
        (actual[0], actual[1]) = (30, 20);

        RankMetrics.Top10Share(predicted, actual).ShouldBe(40.0 / 63, Rounding);
    }

    [Fact]
    public void Deviance_Poisson_AgreesWithTheFormula()
    {
        Deviance
            .Poisson([2, 0.5], [3, 0])
            .ShouldBe((2 * (3 * Math.Log(1.5) - 1) + 2 * 0.5) / 2, Rounding);
        Deviance.Poisson([4, 0], [4, 0]).ShouldBe(0, Rounding);
        Deviance.Poisson([0], [1]).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Deviance_Tweedie_AgreesWithTheGeneralFormula()
    {
        const double P = 1.5;
        static double Unit(double m, double y) =>
            2
            * (
                Math.Pow(y, 2 - P) / ((1 - P) * (2 - P))
                - y * Math.Pow(m, 1 - P) / (1 - P)
                + Math.Pow(m, 2 - P) / (2 - P)
            );

        Deviance.Tweedie([2, 0.5], [3, 0]).ShouldBe((Unit(2, 3) + Unit(0.5, 0)) / 2, Rounding);
        Deviance.Tweedie([4, 0], [4, 0]).ShouldBe(0, Rounding);
        Deviance.Tweedie([0], [1]).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Deviance_NegativeOrMissingNumbers_AreRefused()
    {
        Should
            .Throw<ArgumentException>(() => Deviance.Poisson([1, -1], [1, 1]))
            .Message.ShouldContain("Row number 2");
        Should.Throw<ArgumentException>(() => Deviance.Tweedie([1], [double.NaN]));
    }

    [Fact]
    public void PointErrors_LargeCancellingTerms_KeepTheSmallOnes()
    {
        // A plain running sum returns 0 here: 1 is lost beside 1e16.
        PointErrors.Bias([1e16, 1, -1e16], [1, 1, 0]).ShouldBe(-0.5, Rounding);
    }

    [Fact]
    public void Metrics_EmptyOrUnequalColumns_AreRefused()
    {
        Should.Throw<ArgumentException>(() => PointErrors.MeanAbsolute([], []));
        Should.Throw<ArgumentException>(() => RankMetrics.Spearman([1], [1, 2]));
        Should.Throw<ArgumentException>(() => ProbabilityMetrics.Brier([0.5], [true, false]));
    }

    [Fact]
    public void PredictionOrder_EqualNumbers_KeepRowOrder()
    {
        var numbers = Enumerable.Range(0, 1000).Select(i => (double)(i * 7919 % 5)).ToArray();
        numbers[17] = -0.0;

        var order = new PredictionOrder(numbers);

        order.Rows.ToArray().ShouldBe(Enumerable.Range(0, 1000).OrderBy(i => numbers[i]).ToArray());
    }
}
