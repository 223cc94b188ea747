using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

/// <summary>(M)BG/CNBD-k: k above 1.</summary>
public sealed class RegularPurchaseModelTests
{
    private static readonly PurchaseStatistics s_regular = new(5, 30, 45, 8.1);

    /// <summary>
    /// mpmath 1.3 at 40 digits: likelihood, P(alive) and P(active) integrated over the rate, expected orders and
    /// probabilities summed from their definition.
    /// </summary>
    [Fact]
    public void AllOutputs_OfBgCnbd2_AgreeWithFortyDigits() =>
        Check(
            new BgNbdModel(0.36, 1.13, 0.52, 2.79, 2),
            s_regular,
            26,
            -17.215371701980053,
            0.49233862198216861,
            0.4847730892928401,
            1.4774936974777166,
            [0.5152269107071599, 0.079210962933768643, double.NaN, 0.1193411310792956]
        );

    [Fact]
    public void AllOutputs_OfMbgCnbd3_AgreeWithFortyDigits() =>
        Check(
            new MbgNbdModel(1.4, 3.2, 0.42, 0.79, 3),
            new PurchaseStatistics(12, 30, 31, 9.3),
            52,
            -23.225238528044354,
            0.9645081797876779,
            0.96450817978757631,
            15.227248745549313,
            [0.03549182021242369, 0.0285076309580775, double.NaN, 0.02358208195003545]
        );

    [Fact]
    public void AllOutputs_OfMbgCnbd2OneTimeCustomer_AgreeWithFortyDigits() =>
        Check(
            new MbgNbdModel(1.33, 2.81, 0.42, 0.79, 2),
            new PurchaseStatistics(0, 0, 39),
            39,
            -0.94818723154065326,
            0.10410646514416103,
            0.059935797909809802,
            0.087460291157353209,
            [0.9400642020901902, 0.040465687683484093, double.NaN, 0.0041599126977021544]
        );

    /// <summary>
    /// The sum from no event, by mpmath at 30 digits: here it starts near the mean. Past a million events orders are taken to
    /// come at random; there the sum was done in double precision.
    /// </summary>
    [Theory]
    [InlineData(600, 1, 40, 900, 965.07011153731496, 1e-9)]
    [InlineData(30, 1e-4, 40, 9, 1402.9870884953752, 1e-3)]
    public void ExpectedOrders_OfManyEvents_AgreeWithTheWholeSum(
        double r,
        double alpha,
        double b,
        double time,
        double expected,
        double tolerance
    ) =>
        BetaGeometricExpectation
            .Orders(r, alpha, 0.8, b, time, 2, 1)
            .ShouldBe(expected, tolerance * expected);

    [Fact]
    public void TimeToNextOrder_AtEveryLevel_InvertsProbabilityActive()
    {
        IPurchaseModel[] models =
        [
            new BgNbdModel(0.36, 1.13, 0.52, 2.79, 2),
            new MbgNbdModel(1.4, 3.2, 0.42, 0.79, 3),
            new BgNbdModel(0.36, 1.13, 0.52, 2.79),
        ];
        foreach (var model in models)
        {
            var alive = model.ProbabilityAlive(s_regular);
            foreach (var level in new[] { 0.01, 0.5, 0.9 })
            {
                var time = model.TimeToNextOrder(s_regular, level);

                model.ProbabilityActive(s_regular, time).ShouldBe(level * alive, 1e-10);
            }
        }
        // As s grows small nobody leaves, and the Pareto/NBD waits as the negative binomial does.
        var pareto = new ParetoNbdModel(0.36, 1.13, 1e-9, 1);
        var median = pareto.TimeToNextOrder(s_regular, 0.5);
        pareto.ProbabilityActive(s_regular, median).ShouldBe(0.5, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void Constructor_WithKOutsideItsRange_Refuses(int k)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BgNbdModel(1, 1, 1, 1, k));
        Should.Throw<ArgumentOutOfRangeException>(() => new MbgNbdModel(1, 1, 1, 1, k));
    }

    [Fact]
    public void LogLikelihood_WithoutTheIntervals_IsRefusedForKAboveOneOnly()
    {
        var customer = new PurchaseStatistics(5, 30, 45);

        Should.Throw<ArgumentException>(() =>
            new BgNbdModel(1, 1, 1, 1, 2).LogLikelihood(customer)
        );
        new BgNbdModel(1, 1, 1, 1).LogLikelihood(customer).ShouldBeLessThan(0);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void SumOfLogIntervals_AboveThatOfEqualIntervals_IsRefused(double sum)
    {
        // 5 ln 6 = 8.96.
        Should.Throw<ArgumentOutOfRangeException>(() => new PurchaseStatistics(5, 30, 45, sum));
        new PurchaseStatistics(0, 0, 45, sum).SumOfLogIntervals.ShouldBe(0);
    }

    private static void Check(
        IPurchaseModel model,
        PurchaseStatistics customer,
        double horizon,
        double logLikelihood,
        double alive,
        double active,
        double orders,
        double[] probabilities
    )
    {
        model.LogLikelihood(customer).ShouldBe(logLikelihood, 1e-11);
        model.ProbabilityAlive(customer).ShouldBe(alive, 1e-11);
        model.ProbabilityActive(customer, horizon).ShouldBe(active, 1e-11);
        model.ExpectedOrders(customer, horizon).ShouldBe(orders, 1e-11 * orders);
        var (sum, mean) = (0.0, 0.0);
        for (var n = 0; n < 600; n++)
        {
            var probability = model.ProbabilityOfOrders(customer, horizon, n);
            if (n < probabilities.Length && !double.IsNaN(probabilities[n]))
                probability.ShouldBe(probabilities[n], 1e-11);
            sum += probability;
            mean += n * probability;
        }
        sum.ShouldBe(1, 1e-10);
        mean.ShouldBe(orders, 1e-9);
    }
}
