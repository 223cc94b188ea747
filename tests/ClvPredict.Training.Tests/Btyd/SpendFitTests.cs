using ClvPredict.Models.Btyd;
using ClvPredict.TestKit;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>The test of the Gamma-Gamma model's independence assumption, and the answer where it fails.</summary>
public sealed class SpendFitTests
{
    private const string CdnowSample = "data/cdnow_sample_cbs_39w.csv.gz";

    /// <summary>Four standard errors of 6,000 customers.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(-0.2)]
    public void FitTestingIndependence_OfSpendThatFollowsTheCount_FindsTheEffect(double effect)
    {
        var (counts, means) = new SimulatedCustomers(41).Spend(
            new GammaGammaModel(5, 4, 20, effect),
            6000
        );

        var fit = GammaGammaFitter.FitTestingIndependence(counts, means);

        fit.IsIndependent.ShouldBeFalse();
        fit.Chosen.ShouldBeSameAs(fit.Dependent);
        fit.Chosen.Status.ShouldBe(FitStatus.Converged);
        fit.Chosen.Model.CountEffect.ShouldBe(effect, 0.05);
        fit.Chosen.Model.P.ShouldBe(5, 0.6);
        fit.Chosen.Model.Q.ShouldBe(4, 0.4);
        fit.LikelihoodRatio.ShouldBeGreaterThan(100);
        Math.Sign(fit.Correlation).ShouldBe(Math.Sign(effect));
        // Means of customers with the most and the fewest orders: over 700 customers each.
        foreach (var n in new[] { 1.0, 8 })
        {
            var group = counts.Zip(means).Where(c => c.First == n).ToArray();
            group
                .Average(c => fit.Chosen.Model.ExpectedOrderValue(n, c.Second))
                .ShouldBe(group.Average(c => c.Second), 0.05 * group.Average(c => c.Second));
        }
    }

    /// <summary>At the level of 1 %, no more than three of forty sets of independent spend may be rejected (p = 0.9993).</summary>
    [Fact]
    public void FitTestingIndependence_OfIndependentSpend_KeepsTheLevelOfTheTest()
    {
        var rejected = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var (counts, means) = new SimulatedCustomers(100 + seed).Spend(
                new GammaGammaModel(5, 4, 20),
                300
            );
            var fit = GammaGammaFitter.FitTestingIndependence(counts, means);
            if (!fit.IsIndependent)
                rejected++;
            else
                fit.Chosen.Model.CountEffect.ShouldBe(0);
        }

        rejected.ShouldBeLessThanOrEqualTo(3);
    }

    /// <summary>Fader and Hardie (2013) find a correlation of 0.11 between repeat orders and their mean value in CDNOW.</summary>
    [OutsideDataFact(CdnowSample)]
    public void FitTestingIndependence_CdnowSample_FindsThePublishedCorrelation()
    {
        var rows = PurchaseLogs.Rows(CdnowSample).ToArray();

        var fit = GammaGammaFitter.FitTestingIndependence(
            rows.Select(row => PurchaseLogs.Number(row[1])).ToArray(),
            rows.Select(row => PurchaseLogs.Number(row[5])).ToArray()
        );

        fit.Correlation.ShouldBe(0.11, 5e-3);
        fit.Independent.LogLikelihood.ShouldBe(-4055.9177, 5e-5);
        fit.Dependent.LogLikelihood.ShouldBeGreaterThanOrEqualTo(
            fit.Independent.LogLikelihood - 1e-6
        );
    }

    [Fact]
    public void FitTestingIndependence_WithoutAnyValue_IsIndependent()
    {
        var fit = GammaGammaFitter.FitTestingIndependence([0, 2], [0, 0]);

        fit.IsIndependent.ShouldBeTrue();
        fit.Chosen.Status.ShouldBe(FitStatus.Fallback);
        fit.Correlation.ShouldBe(0);
    }

    [Fact]
    public void FitTestingIndependence_WhenAllOrderOnce_IsIndependent()
    {
        var (_, means) = new SimulatedCustomers(42).Spend(new GammaGammaModel(5, 4, 20), 200);

        var fit = GammaGammaFitter.FitTestingIndependence(
            Enumerable.Repeat(1.0, 200).ToArray(),
            means
        );

        fit.IsIndependent.ShouldBeTrue();
    }
}
