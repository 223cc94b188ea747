using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

public sealed class BgNbdModelTests
{
    /// <summary>The maximum-likelihood fit to the CDNOW sample in weeks, as printed by CLVTools.</summary>
    private static readonly BgNbdModel s_cdnow = new(0.2425945, 4.4136019, 0.7929199, 2.4258881);

    /// <summary>The same fit as printed by the BTYD walkthrough, for the numbers computed from it there.</summary>
    private static readonly BgNbdModel s_walkthrough = new(
        0.2425967,
        4.413659,
        0.7929869,
        2.426164
    );

    /// <summary>The published rounding of the same fit.</summary>
    private static readonly BgNbdModel s_rounded = new(0.243, 4.414, 0.793, 2.426);

    /// <summary>Hardie's spreadsheet, as quoted in the tests of lifetimes; t = 52 from the BTYD walkthrough.</summary>
    [Theory]
    [InlineData(1 / 7.0, 0.0078)]
    [InlineData(1, 0.0532)]
    [InlineData(3, 0.1506)]
    [InlineData(31 + 6 / 7.0, 1.0405)]
    [InlineData(32, 1.0437)]
    [InlineData(52, 1.444004)]
    public void ExpectedOrdersOfNewCustomer_Cdnow_EqualsPublished(double time, double expected) =>
        s_cdnow.ExpectedOrdersOfNewCustomer(time).ShouldBe(expected, 5.1e-5);

    /// <summary>
    /// The spreadsheet's 1.8576 at t = 78 is short in the fourth digit: the closed form at 50 digits (mpmath 1.3) is
    /// 1.85795600911808.
    /// </summary>
    [Fact]
    public void ExpectedOrdersOfNewCustomer_CdnowWholePeriod_EqualsClosedForm()
    {
        var orders = s_cdnow.ExpectedOrdersOfNewCustomer(78);

        orders.ShouldBe(1.8576, 5e-4);
        orders.ShouldBe(1.85795600911808, 1e-13);
    }

    /// <summary>lifetimes' tests (first row) and the BTYD walkthrough; the last rows are its "increasing frequency paradox".</summary>
    [Theory]
    [InlineData(2, 30.43, 38.86, 39, 1.226, 5e-4)]
    [InlineData(26, 30.857, 31, 52, 25.75659, 2e-3)]
    [InlineData(10, 20, 39, 52, 0.3474606, 2e-5)]
    [InlineData(15, 20, 39, 52, 0.04283391, 3e-6)]
    [InlineData(20, 20, 39, 52, 0.004158973, 4e-7)]
    [InlineData(25, 20, 39, 52, 0.0003583685, 4e-8)]
    public void ExpectedOrders_Cdnow_EqualsPublished(
        double x,
        double lastOrderAge,
        double age,
        double horizon,
        double expected,
        double tolerance
    ) =>
        s_walkthrough
            .ExpectedOrders(new PurchaseStatistics(x, lastOrderAge, age), horizon)
            .ShouldBe(expected, tolerance);

    [Fact]
    public void ProbabilityAlive_Customer1516_EqualsBtydWalkthrough()
    {
        var alive = s_walkthrough.ProbabilityAlive(new PurchaseStatistics(26, 30.857142857, 31));

        alive.ShouldBe(0.9688523, 1e-6);
    }

    [Fact]
    public void ProbabilityAlive_WithoutRepeatOrders_IsOneAndProbabilityActiveIsNot()
    {
        var customer = new PurchaseStatistics(0, 0, 39);

        s_cdnow.ProbabilityAlive(customer).ShouldBe(1);
        s_cdnow
            .ProbabilityActive(customer, 39)
            .ShouldBe(1 - Math.Pow(43.4136019 / 82.4136019, 0.2425945), 1e-12);
    }

    /// <summary>The note of Hardie on computing the BG/NBD likelihood (note 027), as quoted in the tests of pymc-marketing.</summary>
    [Theory]
    [InlineData(0, 0, -0.59947382, 1e-8)]
    [InlineData(200, 38, 100.7957, 5e-5)]
    public void LogLikelihood_OfOneCustomer_EqualsPublished(
        double x,
        double lastOrderAge,
        double expected,
        double tolerance
    )
    {
        var model = new BgNbdModel(0.25, 4, 0.8, 2.5);

        model
            .LogLikelihood(new PurchaseStatistics(x, lastOrderAge, 40))
            .ShouldBe(expected, tolerance);
    }

    /// <summary>BTYD's manual, as quoted in the tests of lifetimes.</summary>
    [Fact]
    public void ProbabilityOfOrders_Cdnow_EqualsPublished()
    {
        double[] from11 =
        [
            .0019995214,
            .0015170236,
            .0011633150,
            .0009003148,
            .0007023638,
            .0005517902,
            .0004361913,
            .0003467171,
            .0002769613,
            .0002222260,
        ];

        s_rounded.ProbabilityOfOrders(default, 2, 10).ShouldBe(1.07869e-07, 1e-12);
        s_rounded.ProbabilityOfOrders(default, 39, 0).ShouldBe(0.5737864, 1e-7);
        for (var i = 0; i < from11.Length; i++)
            s_rounded.ProbabilityOfOrders(default, 30, 11 + i).ShouldBe(from11[i], 6e-11);
    }

    [Fact]
    public void ProbabilityOfOrders_SummedOverCounts_GivesOneAndTheExpectedOrders()
    {
        var (sum, mean) = (0.0, 0.0);
        for (var n = 0; n < 400; n++)
        {
            var probability = s_cdnow.ProbabilityOfOrders(default, 20, n);
            sum += probability;
            mean += n * probability;
        }

        sum.ShouldBe(1, 1e-12);
        mean.ShouldBe(s_cdnow.ExpectedOrdersOfNewCustomer(20), 1e-11);
        s_cdnow.ProbabilityOfOrders(default, 0, 0).ShouldBe(1);
        s_cdnow.ProbabilityOfOrders(default, 0, 3).ShouldBe(0);
    }

    /// <summary>The closed form with 2F1 by mpmath 1.3 at 70 digits, where it cancels or its series is slow.</summary>
    [Theory]
    [InlineData(0.25, 4.4, 0.8, 2.4, 52, 1.4751219103051097)]
    [InlineData(0.25, 4.4, 1.000000001, 2.4, 52, 1.3201598569718977)]
    [InlineData(27, 35, 0.99999, 28, 52, 24.885247715568724)]
    [InlineData(2.5, 40, 0.01, 3, 10000, 596.21180976717384)]
    [InlineData(2.5, 40, 60, 5, 1e-6, 6.2499997475961626e-8)]
    [InlineData(10001, 50, 1.5, 10001, 10, 1742.766729703452)]
    [InlineData(3.2, 0.5, 2.5, 4, 10000, 3.666662428696281)]
    [InlineData(500, 2, 0.3, 400, 5, 969.19558277541776)]
    public void ExpectedOrdersOfNewCustomer_AgainstSeventyDigits_AgreesToEleven(
        double r,
        double alpha,
        double a,
        double b,
        double time,
        double expected
    )
    {
        new BgNbdModel(r, alpha, a, b)
            .ExpectedOrdersOfNewCustomer(time)
            .ShouldBe(expected, 1e-11 * expected);
        BetaGeometricExpectation
            .MeanOverDropout(r, alpha, a, b, time)
            .ShouldBe(expected, 1e-11 * expected);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, -2, 1, 1)]
    [InlineData(1, 1, double.NaN, 1)]
    [InlineData(1, 1, 1, double.PositiveInfinity)]
    public void Constructor_WithAParameterThatIsNotPositive_Refuses(
        double r,
        double alpha,
        double a,
        double b
    )
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BgNbdModel(r, alpha, a, b));
        Should.Throw<ArgumentOutOfRangeException>(() => new MbgNbdModel(r, alpha, a, b));
        Should.Throw<ArgumentOutOfRangeException>(() => new ParetoNbdModel(r, alpha, a, b));
    }
}
