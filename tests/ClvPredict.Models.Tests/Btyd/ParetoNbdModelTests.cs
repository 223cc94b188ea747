using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

public sealed class ParetoNbdModelTests
{
    /// <summary>The maximum-likelihood fit to the CDNOW sample in weeks, as printed by CLVTools.</summary>
    private static readonly ParetoNbdModel s_cdnow = new(
        0.5533971,
        10.5801985,
        0.6060625,
        11.6562237
    );

    /// <summary>The definition integrated by mpmath 1.3 at 40 digits.</summary>
    [Theory]
    [InlineData(
        0.55,
        10.6,
        0.61,
        11.7,
        2,
        30.43,
        38.86,
        39,
        -9.560876187927066,
        0.8685032827445845,
        0.59061783408857513,
        1.4500684689494948
    )]
    [InlineData(
        0.55,
        10.6,
        0.61,
        11.7,
        0,
        0,
        38.86,
        39,
        -0.51688688949002613,
        0.29432737287838619,
        0.068654233346179355,
        0.1059912973121644
    )]
    [InlineData(
        0.55,
        10.6,
        1.0000001,
        11.7,
        26,
        30.857,
        31,
        52,
        -39.662916259883464,
        0.99649366122806187,
        0.96119131860823658,
        21.63055164657073
    )]
    [InlineData(
        1.4,
        48,
        0.56,
        46,
        100,
        90,
        104,
        1,
        -134.28772106914619,
        0.0093521338558023359,
        0.0045346839065599158,
        0.0062272520501242302
    )]
    [InlineData(
        3,
        2,
        0.05,
        900,
        7,
        12,
        12,
        1e-5,
        -12.203113716288727,
        1.0,
        7.142829079754818e-6,
        7.1428571408991228e-6
    )]
    public void AllOutputs_AgainstFortyDigits_AgreeToEleven(
        double r,
        double alpha,
        double s,
        double beta,
        double x,
        double lastOrderAge,
        double age,
        double horizon,
        double logLikelihood,
        double alive,
        double active,
        double orders
    )
    {
        var model = new ParetoNbdModel(r, alpha, s, beta);
        var customer = new PurchaseStatistics(x, lastOrderAge, age);

        model.LogLikelihood(customer).ShouldBe(logLikelihood, 1e-11);
        model.ProbabilityAlive(customer).ShouldBe(alive, 1e-11 * alive);
        model.ProbabilityActive(customer, horizon).ShouldBe(active, 1e-11 * active);
        model.ExpectedOrders(customer, horizon).ShouldBe(orders, 1e-11 * orders);
    }

    /// <summary>BTYD's manual, as quoted in the tests of lifetimes, at the manual's rounded parameters.</summary>
    [Fact]
    public void ExpectedOrdersOfNewCustomer_RoundedCdnow_EqualsPublished()
    {
        double[] expected =
        [
            0,
            .05077821,
            .09916088,
            .14542507,
            .18979930,
            .23247466,
            .27361274,
            .31335159,
            .35181024,
            .38909211,
        ];
        var model = new ParetoNbdModel(.55, 10.56, .61, 11.64);

        for (var t = 0; t < expected.Length; t++)
            model.ExpectedOrdersOfNewCustomer(t).ShouldBe(expected[t], 6e-9);
    }

    /// <summary>BTYD walkthrough; its own fit differs in the fourth digit, hence three digits here.</summary>
    [Theory]
    [InlineData(26, 30.857142857, 31, 25.45647, 1e-2)]
    [InlineData(10, 20, 39, 0.7062289, 3e-4)]
    [InlineData(15, 20, 39, 0.1442396, 7e-5)]
    [InlineData(20, 20, 39, 0.02250658, 1e-5)]
    [InlineData(25, 20, 39, 0.00309267, 1.5e-6)]
    public void ExpectedOrders_CdnowNextYear_EqualsPublished(
        double x,
        double lastOrderAge,
        double age,
        double expected,
        double tolerance
    ) =>
        s_cdnow
            .ExpectedOrders(new PurchaseStatistics(x, lastOrderAge, age), 52)
            .ShouldBe(expected, tolerance);

    [Fact]
    public void ProbabilityAliveAndNewCustomer_Cdnow_EqualBtydWalkthrough()
    {
        s_cdnow
            .ProbabilityAlive(new PurchaseStatistics(26, 30.857142857, 31))
            .ShouldBe(0.997874, 1e-5);
        s_cdnow.ExpectedOrdersOfNewCustomer(52).ShouldBe(1.473434, 5e-4);
    }

    [Theory]
    [InlineData(0.55, 10.6, 0.61, 11.7, 20)]
    [InlineData(3, 2, 1, 50, 9)]
    public void ProbabilityOfOrders_SummedOverCounts_GivesOneAndTheExpectedOrders(
        double r,
        double alpha,
        double s,
        double beta,
        double time
    )
    {
        var model = new ParetoNbdModel(r, alpha, s, beta);
        var (sum, mean) = (0.0, 0.0);
        for (var n = 0; n < 200; n++)
        {
            var probability = model.ProbabilityOfOrders(default, time, n);
            sum += probability;
            mean += n * probability;
        }

        sum.ShouldBe(1, 1e-11);
        mean.ShouldBe(model.ExpectedOrdersOfNewCustomer(time), 1e-10);
        model.ProbabilityOfOrders(default, 0, 0).ShouldBe(1);
    }

    /// <summary>A new customer has x = 0 and T = 0, so the probability of no order is 1 - P(active).</summary>
    [Fact]
    public void ProbabilityOfOrders_OfNone_IsTheComplementOfProbabilityActive()
    {
        var active = s_cdnow.ProbabilityActive(default, 39);

        s_cdnow.ProbabilityOfOrders(default, 39, 0).ShouldBe(1 - active, 1e-12);
    }
}
