using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

public sealed class MbgNbdModelTests
{
    /// <summary>The textbook formulas (beta functions, 2F1) by mpmath 1.3 at 40 to 70 digits.</summary>
    [Theory]
    [InlineData(
        0.525,
        6.183,
        0.891,
        1.614,
        2,
        30.43,
        38.86,
        39,
        -9.4855513145339315,
        0.70620226511848728,
        0.55999409082229314,
        1.2629606232673657
    )]
    [InlineData(
        0.525,
        6.183,
        0.891,
        1.614,
        0,
        0,
        38.86,
        39,
        -0.53983746353101456,
        0.3897350809187629,
        0.10882939877746811,
        0.15401274667514668
    )]
    [InlineData(
        1.9,
        46,
        0.6,
        1.6,
        100,
        90,
        104,
        26,
        -133.08547455936028,
        0.0077495985594631542,
        0.0077495979059750994,
        0.13037035589317348
    )]
    [InlineData(
        0.5,
        6,
        1.0000001,
        1.6,
        30,
        5,
        39,
        52,
        -6.3262857990637469,
        6.9052954711333691e-18,
        6.905295470670321e-18,
        1.6492272156317711e-16
    )]
    public void AllOutputs_AgainstFortyDigits_AgreeToEleven(
        double r,
        double alpha,
        double a,
        double b,
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
        var model = new MbgNbdModel(r, alpha, a, b);
        var customer = new PurchaseStatistics(x, lastOrderAge, age);

        model.LogLikelihood(customer).ShouldBe(logLikelihood, 1e-11);
        model.ProbabilityAlive(customer).ShouldBe(alive, 1e-11 * alive);
        model.ProbabilityActive(customer, horizon).ShouldBe(active, 1e-11 * active);
        model.ExpectedOrders(customer, horizon).ShouldBe(orders, 1e-11 * orders);
    }

    [Fact]
    public void ExpectedOrdersOfNewCustomer_AgainstSeventyDigits_AgreesToEleven() =>
        new MbgNbdModel(0.525, 6.183, 0.891, 1.614)
            .ExpectedOrdersOfNewCustomer(52)
            .ShouldBe(1.4197237577127461, 1e-11);
}
