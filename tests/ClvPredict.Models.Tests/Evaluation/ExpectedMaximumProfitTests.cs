using ClvPredict.Models.Evaluation;

namespace ClvPredict.Models.Tests.Evaluation;

/// <summary>
/// Against empChurn of the R package EMP (Bravo, vanden Broucke and Verbraken; CRAN) with ROCR 1.0-11 on R 4.2.2, run on the same
/// columns. The first two samples and their EMP are also in the tests of proflogit-python and empulse, written by others.
/// </summary>
public class ExpectedMaximumProfitTests
{
    [Fact]
    public void Of_TenCustomersOfProflogit_IsWhatThePackagePrints()
    {
        Check(
            [
                0.6125478,
                0.3642710,
                0.4321361,
                0.1402911,
                0.3848959,
                0.2444155,
                0.9706413,
                0.8901728,
                0.7817814,
                0.8687518,
            ],
            [true, true, false, false, false, true, true, true, true, false],
            new ChurnProfitTerms(),
            new(30.299999999999994, 0.9, 30.300322262984849, 0.899655165231163)
        );
    }

    [Fact]
    public void Of_EightCustomersOfEmpulse_IsWhatThePackagePrints()
    {
        Check(
            [.1, .2, .3, .4, .5, .7, .8, .9],
            [false, true, false, true, false, true, false, true],
            new ChurnProfitTerms(),
            new(23.875, 0.875, 23.875593418348124, 0.874370076348714)
        );
    }

    [Fact]
    public void Of_WorstOrder_ContactsNearlyEverybody()
    {
        Check(
            [1, 0],
            [false, true],
            new ChurnProfitTerms(),
            new(22.5, 1, 22.50079122445112, 0.99916010188892)
        );
    }

    [Theory]
    [InlineData(6, 14, 200, 10, 1, 14.633999999999997, 0.57, 14.704226420822838, 0.559809478256513)]
    [InlineData(2, 14, 200, 10, 1, 4.639499999999999, 0.468, 4.971672779794969, 0.378356544317503)]
    [InlineData(6, 5, 200, 10, 1, 29.455636363636355, 0.628, 29.474483742985178, 0.629481655838003)]
    [InlineData(6, 14, 50, 10, 1, 1.738, 0.282, 1.775026589395318, 0.277007985323207)]
    [InlineData(6, 14, 200, 100, 1, 2.444, 0.156, 2.599240058630804, 0.135097939306491)]
    [InlineData(6, 14, 200, 10, 15, 7.902, 0.37, 8.318140547840347, 0.361127918437593)]
    [InlineData(
        10,
        7,
        300,
        50,
        25,
        22.711764705882352,
        0.312,
        23.146295533947711,
        0.363521748500163
    )]
    public void Of_FiveHundredCustomers_IsWhatThePackagePrints(
        double alpha,
        double beta,
        double worth,
        double offer,
        double contact,
        double maximum,
        double fraction,
        double expected,
        double expectedFraction
    )
    {
        // R: i <- 1:500; s <- ((i*7919) %% 1009)/1009; y <- ((i*104729) %% 1013)/1013 < s^2
        var scores = Enumerable.Range(1, 500).Select(i => i * 7919 % 1009 / 1009.0).ToArray();
        var churned = scores.Select((s, i) => ((i + 1) * 104729L) % 1013 / 1013.0 < s * s);

        Check(
            scores,
            [.. churned],
            new ChurnProfitTerms
            {
                Alpha = alpha,
                Beta = beta,
                CustomerValue = worth,
                OfferCost = offer,
                ContactCost = contact,
            },
            new(maximum, fraction, expected, expectedFraction)
        );
    }

    [Fact]
    public void Of_NobodyChurned_IsRefused()
    {
        Should.Throw<ArgumentException>(() =>
            ExpectedMaximumProfit.Of([0.1, 0.2], [false, false], new ChurnProfitTerms())
        );
    }

    private static void Check(
        double[] scores,
        bool[] churned,
        ChurnProfitTerms terms,
        ChurnProfit expected
    )
    {
        var profit = ExpectedMaximumProfit.Of(scores, churned, terms);

        profit.MaximumProfit.ShouldBe(expected.MaximumProfit, 1e-9);
        profit.MaximumProfitFraction.ShouldBe(expected.MaximumProfitFraction, 1e-9);
        profit.ExpectedMaximumProfit.ShouldBe(expected.ExpectedMaximumProfit, 1e-9);
        profit.ExpectedFraction.ShouldBe(expected.ExpectedFraction, 1e-9);
    }
}
