using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

public sealed class BgBbModelTests
{
    /// <summary>The maximum-likelihood fit to the donations of Fader, Hardie and Shang (2010), as the BTYD walkthrough prints it.</summary>
    private static readonly BgBbModel s_donations = new(1.203528, 0.7497260, 0.6567808, 2.783796);

    /// <summary>The paper's formulas (beta functions, 2F1) by mpmath 1.3 at 40 digits.</summary>
    [Theory]
    [InlineData(
        0,
        0,
        -1.1675271474659138,
        0.1081334654449278,
        0.13021686783931776,
        0.11475077632460028,
        21.101952738584715,
        0.9384919422483351,
        0.0089401678069663132
    )]
    [InlineData(
        2,
        4,
        -5.1956034476101308,
        0.58964483290660994,
        1.8900354338138353,
        1.665552527179236,
        306.28473146662174,
        0.47924820058395073,
        0.086539231631388577
    )]
    [InlineData(
        6,
        6,
        -2.1816938075240329,
        0.93043001355595137,
        6.7062522465762635,
        5.9097386098459304,
        1086.7641059751458,
        0.076350687885501565,
        0.047003965279950033
    )]
    public void AllOutputs_AgainstFortyDigits_AgreeToEleven(
        int x,
        int last,
        double logLikelihood,
        double alive,
        double orders,
        double discounted,
        double hardlyDiscounted,
        double none,
        double three
    )
    {
        var customer = new OpportunityStatistics(x, last, 6);

        s_donations.LogLikelihood(customer).ShouldBe(logLikelihood, 1e-11);
        s_donations.ProbabilityAlive(customer).ShouldBe(alive, 1e-11);
        s_donations.ExpectedOrders(customer, 10).ShouldBe(orders, 1e-11 * orders);
        s_donations.DiscountedOrders(customer, 0.1).ShouldBe(discounted, 1e-11 * discounted);
        s_donations
            .DiscountedOrders(customer, 1e-6)
            .ShouldBe(hardlyDiscounted, 1e-11 * hardlyDiscounted);
        s_donations.ProbabilityOfOrders(customer, 10, 0).ShouldBe(none, 1e-11);
        s_donations.ProbabilityOfOrders(customer, 10, 3).ShouldBe(three, 1e-11);
        s_donations.ProbabilityActive(customer, 10).ShouldBe(1 - none, 1e-11);
    }

    /// <summary>Table 6 of the paper (P alive in 2002) and the BTYD walkthrough.</summary>
    [Fact]
    public void PublishedNumbers_OfTheDonations_AreReached()
    {
        s_donations.ProbabilityAlive(new OpportunityStatistics(0, 0, 6)).ShouldBe(0.11, 5e-3);
        s_donations.ProbabilityAlive(new OpportunityStatistics(2, 4, 6)).ShouldBe(0.59, 5e-3);
        s_donations.ProbabilityAlive(new OpportunityStatistics(6, 6, 6)).ShouldBe(0.93, 5e-3);
        s_donations.ExpectedOrders(default, 10).ShouldBe(3.179805, 2e-6);
        s_donations
            .ExpectedOrders(new OpportunityStatistics(0, 0, 6), 10)
            .ShouldBe(0.1302169, 1e-7);
        // The walkthrough's customer B: four gifts, the last at the fifth chance.
        s_donations
            .ExpectedOrders(new OpportunityStatistics(4, 5, 6), 10)
            .ShouldBe(3.627858, 1e-6);
        (11104 * s_donations.ProbabilityOfOrders(default, 6, 0)).ShouldBe(3454.9, 0.1);
        (11104 * s_donations.ProbabilityOfOrders(default, 6, 6)).ShouldBe(1253.1, 0.1);
    }

    [Fact]
    public void ProbabilityOfOrders_SummedOverCounts_GivesOneAndTheExpectedOrders()
    {
        var customer = new OpportunityStatistics(2, 4, 6);
        var (sum, mean) = (0.0, 0.0);
        for (var n = 0; n <= 41; n++)
        {
            var probability = s_donations.ProbabilityOfOrders(customer, 40, n);
            sum += probability;
            mean += n * probability;
        }

        sum.ShouldBe(1, 1e-12);
        mean.ShouldBe(s_donations.ExpectedOrders(customer, 40), 1e-11);
    }

    [Fact]
    public void AllOutputs_AtTheExtremes_AreFiniteAndInRange()
    {
        double[] values = [1e-4, 1, 1e4];
        foreach (var buys in values)
        {
            foreach (var leaves in values)
            {
                var model = new BgBbModel(buys, 1 / buys, leaves, 3 / leaves);
                foreach (
                    var customer in new OpportunityStatistics[]
                    {
                        default,
                        new(0, 0, 3000),
                        new(1, 1, 3000),
                        new(3000, 3000, 3000),
                    }
                )
                {
                    double.IsFinite(model.LogLikelihood(customer)).ShouldBeTrue($"{model}");
                    model.ProbabilityAlive(customer).ShouldBeInRange(0, 1);
                    model.ProbabilityActive(customer, 500).ShouldBeInRange(0, 1);
                    model.ExpectedOrders(customer, 500).ShouldBeInRange(0, 500);
                    double.IsFinite(model.DiscountedOrders(customer, 1e-8)).ShouldBeTrue();
                }
            }
        }
    }

    [Fact]
    public void Arguments_OutsideTheirRange_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BgBbModel(0, 1, 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new OpportunityStatistics(-1, 0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new OpportunityStatistics(2, 1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => new OpportunityStatistics(0, 1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => new OpportunityStatistics(1, 4, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => s_donations.ExpectedOrders(default, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => s_donations.DiscountedOrders(default, 0));
    }
}
