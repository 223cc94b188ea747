using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Prior;
using ClvPredict.TestKit;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Stack.Tests;

/// <summary>
/// The published fits of the CDNOW sample, 39 weeks, from the order log itself through the same path as training: reader,
/// histories, features, statistics (Fader, Hardie and Lee 2005; Fader and Hardie 2013).
/// </summary>
public class PublishedFitTests
{
    [OutsideDataFact("data/cdnow_sample.csv.gz")]
    public void Fit_CdnowSampleFromItsLog_FindsThePublishedOptima()
    {
        var cutoff = new DateOnly(1997, 10, 1);
        var log = OrderReader.Read(
            [OutsideData.PathOf("data/cdnow_sample.csv.gz")],
            new OrderReadOptions()
        );
        var table = FeatureBuilder.Build(CustomerHistories.Build(log.Orders), cutoff);
        var statistics = table.Facts.Select(f => CustomerPrior.Statistics(f, cutoff)).ToArray();

        var bg = BtydFitter.FitBgNbd(statistics);
        var pareto = BtydFitter.FitParetoNbd(statistics);
        var repeats = table.Facts.Where(f => f.PurchaseDays > 1).ToArray();
        var spend = GammaGammaFitter.Fit(
            [.. repeats.Select(f => f.PurchaseDays - 1.0)],
            [
                .. repeats.Select(f =>
                    Money.ToUnits(f.GrossMinor - f.FirstDayGrossMinor) / (f.PurchaseDays - 1)
                ),
            ]
        );

        table.RowCount.ShouldBe(2_357);
        bg.LogLikelihood.ShouldBe(-9582.429, 0.01);
        bg.Model.R.ShouldBe(0.2426, 0.0005);
        bg.Model.Alpha.ShouldBe(4.414, 0.005);
        pareto.LogLikelihood.ShouldBe(-9594.976, 0.01);
        pareto.Model.S.ShouldBe(0.606, 0.001);
        spend.LogLikelihood.ShouldBe(-4055.918, 0.01);
        spend.Model.P.ShouldBe(6.25, 0.01);
        spend.Model.Q.ShouldBe(3.744, 0.005);
    }
}
