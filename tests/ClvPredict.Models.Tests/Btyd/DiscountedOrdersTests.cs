using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

public sealed class DiscountedOrdersTests
{
    private static readonly PurchaseStatistics s_customer = new(2, 30.43, 38.86);

    /// <summary>
    /// mpmath 1.3 at 30 digits: P(alive) integrated from its definition, the discounted lifetime with the confluent
    /// hypergeometric function of Fader, Hardie and Lee (2005), and integrated up to 52 weeks.
    /// </summary>
    [Theory]
    [InlineData(
        0.55,
        10.6,
        0.61,
        11.7,
        2,
        30.43,
        38.86,
        0.003,
        6.0351644217688996,
        1.7167703986311918
    )]
    [InlineData(
        0.55,
        10.6,
        1.0000001,
        11.7,
        26,
        30.857,
        31,
        0.1,
        5.3011503908447168,
        5.2867287722029887
    )]
    [InlineData(1.4, 48, 0.56, 46, 100, 90, 104, 1e-5, 30.851086535365535, 0.29751871645393525)]
    [InlineData(3, 2, 0.05, 900, 7, 12, 12, 5, 0.14285557680162862, 0.14285557680162862)]
    public void DiscountedOrders_OfParetoNbd_AgreeWithThirtyDigits(
        double r,
        double alpha,
        double s,
        double beta,
        double x,
        double lastOrderAge,
        double age,
        double discountRate,
        double forEver,
        double forAYear
    )
    {
        var model = new ParetoNbdModel(r, alpha, s, beta);
        var customer = new PurchaseStatistics(x, lastOrderAge, age);

        model
            .DiscountedOrders(customer, double.PositiveInfinity, discountRate)
            .ShouldBe(forEver, 1e-11 * forEver);
        model.DiscountedOrders(customer, 52, discountRate).ShouldBe(forAYear, 1e-11 * forAYear);
    }

    /// <summary>mpmath: the closed form of the expected orders with 2F1, integrated by parts.</summary>
    [Fact]
    public void DiscountedOrders_OfTheBetaGeometricModels_AgreeWithThirtyDigits()
    {
        new BgNbdModel(0.2426, 4.4136, 0.7929, 2.4259)
            .DiscountedOrders(s_customer, double.PositiveInfinity, 0.003)
            .ShouldBe(4.858136520469, 1e-8);
        new MbgNbdModel(0.525, 6.183, 0.891, 1.614)
            .DiscountedOrders(new PurchaseStatistics(0, 0, 38.86), double.PositiveInfinity, 0.05)
            .ShouldBe(0.07957819325068, 1e-10);
    }

    /// <summary>The integral by parts against Pareto/NBD's own, which is another formula.</summary>
    [Theory]
    [InlineData(0.01, double.PositiveInfinity)]
    [InlineData(0.01, 30)]
    [InlineData(2, 30)]
    public void DiscountedExpectation_OfParetoNbd_EqualsItsOwnFormula(double rate, double horizon)
    {
        var model = new ParetoNbdModel(0.55, 10.6, 0.61, 11.7);
        var expected = model.DiscountedOrders(s_customer, horizon, rate);

        DiscountedExpectation
            .Orders(model, s_customer, horizon, rate)
            .ShouldBe(expected, 1e-9 * expected);
    }

    [Fact]
    public void DiscountedOrders_WithoutDiscount_AreTheExpectedOrders()
    {
        IPurchaseModel[] models =
        [
            new ParetoNbdModel(0.55, 10.6, 0.61, 11.7),
            new BgNbdModel(0.25, 4.4, 0.8, 2.4),
            new MbgNbdModel(0.25, 4.4, 0.8, 2.4, 2),
        ];
        foreach (var model in models)
        {
            var expected = model.ExpectedOrders(s_customer, 39);

            model.DiscountedOrders(s_customer, 39, 0).ShouldBe(expected);
            model.DiscountedOrders(s_customer, 39, 1e-9).ShouldBe(expected, 1e-6);
            model.DiscountedOrders(s_customer, 0, 0.1).ShouldBe(0);
            Should.Throw<ArgumentOutOfRangeException>(() =>
                model.DiscountedOrders(s_customer, double.PositiveInfinity, 0)
            );
            Should.Throw<ArgumentOutOfRangeException>(() =>
                model.DiscountedOrders(s_customer, 39, -0.1)
            );
            Should.Throw<ArgumentOutOfRangeException>(() => model.TimeToNextOrder(s_customer, 1));
            Should.Throw<ArgumentOutOfRangeException>(() =>
                model.ProbabilityOfOrders(s_customer, 39, -1)
            );
        }
    }

    /// <summary>Of customers with a history: probabilities are those of a new draw of the posterior, and sum to one.</summary>
    [Fact]
    public void ProbabilityOfOrders_GivenAHistory_SumToOneAndToTheExpectedOrders()
    {
        IPurchaseModel[] models =
        [
            new ParetoNbdModel(0.55, 10.6, 0.61, 11.7),
            new BgNbdModel(0.25, 4.4, 0.8, 2.4),
            new MbgNbdModel(0.525, 6.183, 0.891, 1.614),
        ];
        foreach (var model in models)
        {
            var (sum, mean) = (0.0, 0.0);
            for (var n = 0; n < 150; n++)
            {
                var probability = model.ProbabilityOfOrders(s_customer, 39, n);
                sum += probability;
                mean += n * probability;
            }
            sum.ShouldBe(1, 1e-11);
            mean.ShouldBe(model.ExpectedOrders(s_customer, 39), 1e-10);
            model
                .ProbabilityOfOrders(s_customer, 39, 0)
                .ShouldBe(1 - model.ProbabilityActive(s_customer, 39), 1e-12);
        }
    }
}
