using ClvPredict.Models.Btyd;
using ClvPredict.TestKit;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>
/// Published maximum-likelihood estimates, named at each test. Tolerances are half a unit of the last printed digit,
/// or, where sources differ in the last digits (flat optimum), three digits.
/// </summary>
public sealed class PublishedFitTests
{
    private const string CdnowSample = "data/cdnow_sample_cbs_39w.csv.gz";
    private const string CdnowLog = "data/cdnow_sample.csv.gz";
    private const string Grocery = "data/grocery_elog.csv.gz";
    private const string Apparel = "data/apparel_trans.csv.gz";
    private const string Example = "data/lifetimes_example.csv.gz";
    private static readonly DateOnly s_endOf2006 = new(2006, 12, 31);

    /// <summary>Fader, Hardie and Lee (2005), more digits from CLVTools' tests.</summary>
    [OutsideDataFact(CdnowSample)]
    public void FitBgNbd_CdnowSample_EqualsFaderHardieLee()
    {
        var fit = BtydFitter.FitBgNbd(Cdnow());

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Customers.ShouldBe(2357);
        fit.Model.R.ShouldBe(0.2425945, 2e-5);
        fit.Model.Alpha.ShouldBe(4.4136019, 5e-4);
        fit.Model.A.ShouldBe(0.7929199, 2e-4);
        fit.Model.B.ShouldBe(2.4258881, 1e-3);
        fit.LogLikelihood.ShouldBe(-9582.429, 5e-4);
        // lifetimes' Quickstart.
        ShouldHaveErrors(fit, 0.012557, 0.378221, 0.185719, 0.705345);
    }

    /// <summary>Fader, Hardie and Lee (2005) as quoted by lifetimes, more digits from CLVTools' tests.</summary>
    [OutsideDataFact(CdnowSample)]
    public void FitParetoNbd_CdnowSample_EqualsFaderHardieLee()
    {
        var fit = BtydFitter.FitParetoNbd(Cdnow());

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.R.ShouldBe(0.553, 5e-4);
        fit.Model.Alpha.ShouldBe(10.578, 2e-3);
        fit.Model.S.ShouldBe(0.606, 5e-4);
        fit.Model.Beta.ShouldBe(11.669, 3e-3);
        fit.LogLikelihood.ShouldBe(-9594.976, 5e-4);
        // CLVTools' tests.
        ShouldHaveErrors(fit, 0.0476264, 0.8427222, 0.1872594, 6.2105448);
    }

    /// <summary>BTYDplus, as quoted by the tests of lifetimes.</summary>
    [OutsideDataFact(CdnowSample)]
    public void FitMbgNbd_CdnowSample_EqualsBtydPlus()
    {
        var fit = BtydFitter.FitMbgNbd(Cdnow());

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.R.ShouldBe(0.525, 5e-4);
        fit.Model.Alpha.ShouldBe(6.183, 5e-4);
        fit.Model.A.ShouldBe(0.891, 5e-4);
        fit.Model.B.ShouldBe(1.614, 5e-4);
        fit.LogLikelihood.ShouldBe(-9582.136, 1e-3);
    }

    /// <summary>Fader and Hardie (2013), log-likelihood from CLVTools' tests.</summary>
    [OutsideDataFact(CdnowSample)]
    public void FitGammaGamma_CdnowSample_EqualsFaderHardie()
    {
        var rows = PurchaseLogs.Rows(CdnowSample).ToArray();

        var fit = GammaGammaFitter.Fit(
            rows.Select(row => PurchaseLogs.Number(row[1])).ToArray(),
            rows.Select(row => PurchaseLogs.Number(row[5])).ToArray()
        );

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Customers.ShouldBe(946);
        fit.ExcludedCustomers.ShouldBe(1411);
        fit.Model.P.ShouldBe(6.25, 5e-3);
        fit.Model.Q.ShouldBe(3.74, 5e-3);
        fit.Model.V.ShouldBe(15.44, 5e-3);
        fit.LogLikelihood.ShouldBe(-4055.9177, 5e-5);
    }

    /// <summary>BTYD walkthrough: mean expected orders in the 39 holdout weeks by number of repeat orders, 7 or more last.</summary>
    [OutsideDataFact(CdnowSample)]
    public void ExpectedOrders_CdnowHoldoutByRepeatOrders_EqualBtydWalkthrough()
    {
        double[] bg = [.2251, .5231, 1.0441, 1.5203, 2.1638, 2.6538, 3.5040, 6.1570];
        double[] pareto = [.138, .600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403];
        var customers = Cdnow();

        var bgModel = BtydFitter.FitBgNbd(customers).Model;
        var paretoModel = BtydFitter.FitParetoNbd(customers).Model;

        for (var x = 0; x < 8; x++)
        {
            var group = customers.Where(c => Math.Min(7, c.RepeatOrders) == x).ToArray();
            group.Average(c => bgModel.ExpectedOrders(c, 39)).ShouldBe(bg[x], 5e-4 * bg[x] + 5e-5);
            group
                .Average(c => paretoModel.ExpectedOrders(c, 39))
                .ShouldBe(pareto[x], 5e-4 * pareto[x] + 5e-4);
        }
    }

    /// <summary>Log-likelihoods computed from the log with independent code; BTYDplus prints none for k = 1.</summary>
    [OutsideDataFact(Grocery)]
    public void Fits_Grocery_ReachTheKnownLikelihoods()
    {
        var customers = PurchaseLogs.Statistics(Grocery, s_endOf2006, 7);

        var pareto = BtydFitter.FitParetoNbd(customers);

        pareto.LogLikelihood.ShouldBe(-15782.392, 1e-3);
        pareto.Model.R.ShouldBe(0.7864, 1e-4);
        pareto.Model.Alpha.ShouldBe(5.6790, 1e-3);
        pareto.Model.S.ShouldBe(0.3862, 1e-4);
        pareto.Model.Beta.ShouldBe(5.7178, 2e-3);
        BtydFitter.FitMbgNbd(customers).LogLikelihood.ShouldBe(-15781.939, 1e-3);
        BtydFitter.FitBgNbd(customers).LogLikelihood.ShouldBe(-15836.566, 1e-3);
    }

    /// <summary>
    /// BTYDplus finds k = 2 on its grocery log, and Wheat and Morrison's estimate near it; the parameters were computed with
    /// independent code.
    /// </summary>
    [OutsideDataFact(Grocery)]
    public void FitCnbd_Grocery_FindsTwoEventsAnOrder()
    {
        var customers = PurchaseLogs.Statistics(Grocery, s_endOf2006, 7);
        var (earlier, later) = PurchaseLogs.LastIntervals(Grocery, s_endOf2006, 7);

        var bg = BtydFitter.FitBgCnbd(customers);
        var mbg = BtydFitter.FitMbgCnbd(customers);

        Regularity.Estimate(earlier, later).ShouldBe(2, 0.5);
        bg.Model.K.ShouldBe(2);
        bg.LogLikelihood.ShouldBe(-15054.173, 1e-3);
        bg.Model.R.ShouldBe(0.3591, 1e-4);
        bg.Model.Alpha.ShouldBe(1.1294, 2e-4);
        bg.Model.A.ShouldBe(0.5228, 2e-4);
        bg.Model.B.ShouldBe(2.7855, 1e-3);
        mbg.Model.K.ShouldBe(2);
        mbg.LogLikelihood.ShouldBe(-14978.211, 1e-3);
        mbg.Model.R.ShouldBe(1.3292, 2e-4);
        mbg.Model.Alpha.ShouldBe(2.8126, 5e-4);
        mbg.Model.A.ShouldBe(0.4247, 1e-4);
        mbg.Model.B.ShouldBe(0.7900, 1e-4);
    }

    /// <summary>BTYDplus: "no regularity detected" on the CDNOW sample; the likelihoods at k = 2 are lower by 270.</summary>
    [OutsideDataFact(CdnowLog)]
    public void FitCnbd_CdnowSample_StaysAtRandomBuying()
    {
        var customers = PurchaseLogs.Statistics(CdnowLog, new DateOnly(1997, 9, 30), 7);

        var bg = BtydFitter.FitBgCnbd(customers);
        var mbg = BtydFitter.FitMbgCnbd(customers);

        bg.Model.K.ShouldBe(1);
        bg.LogLikelihood.ShouldBe(-9582.429, 1e-3);
        mbg.Model.K.ShouldBe(1);
        mbg.LogLikelihood.ShouldBe(-9582.136, 1e-3);
    }

    /// <summary>The manual of CLVTools 0.12; BG/NBD and MBG/NBD computed with independent code.</summary>
    [OutsideDataFact(Apparel)]
    public void Fits_Apparel_EqualClvTools()
    {
        var customers = PurchaseLogs.Statistics(Apparel, s_endOf2006, 7);

        var pareto = BtydFitter.FitParetoNbd(customers);

        pareto.Customers.ShouldBe(600);
        pareto.LogLikelihood.ShouldBe(-5848.0978, 5e-4);
        pareto.Model.R.ShouldBe(1.4490, 5e-4);
        pareto.Model.Alpha.ShouldBe(48.636, 1e-2);
        pareto.Model.S.ShouldBe(0.56126, 2e-4);
        pareto.Model.Beta.ShouldBe(46.884, 2e-2);
        ShouldHaveErrors(pareto, .2434, 7.4892, .2710, 35.6114);
        BtydFitter.FitBgNbd(customers).LogLikelihood.ShouldBe(-5857.020, 1e-3);
        BtydFitter.FitMbgNbd(customers).LogLikelihood.ShouldBe(-5848.045, 1e-3);
    }

    /// <summary>lifetimes' Quickstart, in days, and its tests for the predictions of the first five customers.</summary>
    [OutsideDataFact(Example)]
    public void FitBgNbd_LifetimesExample_EqualsQuickstart()
    {
        double[] expected = [.016053, .021171, .030461, .031686, .001607];
        var customers = PurchaseLogs.Statistics(Example, new DateOnly(2014, 12, 31), 1);

        var fit = BtydFitter.FitBgNbd(customers);

        fit.Customers.ShouldBe(5000);
        fit.Model.A.ShouldBe(1.85, 5e-3);
        fit.Model.Alpha.ShouldBe(1.86, 5e-3);
        fit.Model.B.ShouldBe(3.18, 5e-3);
        fit.Model.R.ShouldBe(0.16, 5e-3);
        for (var i = 0; i < expected.Length; i++)
            fit.Model.ExpectedOrders(customers[i], 30)
                .ShouldBe(expected[i], 2e-4 * expected[i] + 5e-7);
    }

    /// <summary>Three digits: printed errors were taken at estimates that differ in the fourth.</summary>
    private static void ShouldHaveErrors<TModel>(FitResult<TModel> fit, params double[] errors)
    {
        fit.StandardErrors.Length.ShouldBe(errors.Length);
        for (var i = 0; i < errors.Length; i++)
            fit.StandardErrors[i].ShouldBe(errors[i], 2e-3 * errors[i], fit.ParameterNames[i]);
    }

    private static PurchaseStatistics[] Cdnow() =>
        [
            .. PurchaseLogs
                .Rows(CdnowSample)
                .Select(row => new PurchaseStatistics(
                    PurchaseLogs.Number(row[1]),
                    PurchaseLogs.Number(row[2]),
                    PurchaseLogs.Number(row[3])
                )),
        ];
}
