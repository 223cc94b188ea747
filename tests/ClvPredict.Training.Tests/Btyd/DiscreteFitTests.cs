using ClvPredict.Models.Btyd;
using ClvPredict.TestKit;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>BG/BB and the shifted beta-geometric model.</summary>
public sealed class DiscreteFitTests
{
    private const string Donations = "data/donations_bgbb_summary.csv.gz";
    private const string Contracts = "data/sbg_fader_hardie_2007.csv.gz";

    /// <summary>Fader, Hardie and Shang (2010); more digits and the likelihood from the BTYD walkthrough.</summary>
    [OutsideDataFact(Donations)]
    public void FitBgBb_Donations_EqualsFaderHardieShang()
    {
        OpportunityStatistics[] donors =
        [
            .. PurchaseLogs
                .Rows(Donations)
                .Select(row => row.Select(int.Parse).ToArray())
                .SelectMany(n =>
                    Enumerable.Repeat(new OpportunityStatistics(n[0], n[1], n[2]), n[3])
                ),
        ];

        var fit = BgBbFitter.Fit(donors);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Customers.ShouldBe(11104);
        fit.LogLikelihood.ShouldBe(-33225.58, 5e-3);
        fit.Model.Alpha.ShouldBe(1.2035, 5e-4);
        fit.Model.Beta.ShouldBe(0.7497, 5e-4);
        fit.Model.Gamma.ShouldBe(0.6568, 5e-4);
        fit.Model.Delta.ShouldBe(2.7838, 2e-3);
        fit.LogLikelihood.ShouldBe(donors.Sum(d => fit.Model.LogLikelihood(d)), 1e-6);
        // Hardie's spreadsheet, as quoted in the tests of lifetimes.
        donors.Sum(d => fit.Model.ExpectedOrders(d, 5)).ShouldBe(12884.2, 1);
    }

    /// <summary>Fader and Hardie (2007): three digits of the estimates; likelihoods computed with independent code.</summary>
    [OutsideDataFact(Contracts)]
    public void FitShiftedBetaGeometric_BothSegments_EqualFaderHardie()
    {
        var regular = ShiftedBetaGeometricFitter.Fit(Segment("regular"));
        var highEnd = ShiftedBetaGeometricFitter.Fit(Segment("highend"));

        regular.Status.ShouldBe(FitStatus.Converged);
        regular.Model.Alpha.ShouldBe(0.7041, 1e-4);
        regular.Model.Beta.ShouldBe(1.1820, 2e-4);
        regular.LogLikelihood.ShouldBe(-1680.265, 1e-3);
        highEnd.Model.Alpha.ShouldBe(0.6681, 1e-4);
        highEnd.Model.Beta.ShouldBe(3.8061, 5e-4);
        highEnd.LogLikelihood.ShouldBe(-1611.158, 1e-3);
    }

    /// <summary>Tolerances are about four standard errors, which the fit states.</summary>
    [Fact]
    public void FitBgBb_SimulatedCustomers_FindsTheParameters()
    {
        var customers = new SimulatedCustomers(21).Opportunities(
            new BgBbModel(1.2, 0.75, 0.66, 2.8),
            10,
            6000
        );

        var fit = BgBbFitter.Fit(customers);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.Alpha.ShouldBe(1.2, 0.15);
        fit.Model.Beta.ShouldBe(0.75, 0.09);
        fit.Model.Gamma.ShouldBe(0.66, 0.09);
        fit.Model.Delta.ShouldBe(2.8, 0.6);
        fit.StandardErrors.ShouldAllBe(error => error > 0.01 && error < 0.3);
    }

    [Fact]
    public void FitShiftedBetaGeometric_SimulatedCustomers_FindsTheParameters()
    {
        var customers = new SimulatedCustomers(22).Contracts(
            new ShiftedBetaGeometricModel(0.7, 2.5),
            8,
            6000
        );

        var fit = ShiftedBetaGeometricFitter.Fit(customers);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.Alpha.ShouldBe(0.7, 0.1);
        fit.Model.Beta.ShouldBe(2.5, 0.4);
    }

    [Fact]
    public void Fits_OfDegenerateData_EndWithAModelAndSayThatItIsNotDetermined()
    {
        var everyone = Enumerable.Repeat(new OpportunityStatistics(4, 4, 4), 50).ToArray();
        var nobody = Enumerable.Repeat(new OpportunityStatistics(0, 0, 4), 50).ToArray();
        var loyal = Enumerable.Repeat(new ContractStatistics(4, hasLeft: false), 50).ToArray();

        foreach (var customers in new[] { everyone, nobody, [default], [new(1, 2, 5)] })
        {
            var fit = BgBbFitter.Fit(customers);

            fit.Status.ShouldNotBe(FitStatus.Converged);
            fit.Note.ShouldNotBeNull();
            double.IsFinite(fit.LogLikelihood).ShouldBeTrue();
        }
        BgBbFitter.Fit(everyone).Model.ExpectedOrders(everyone[0], 10).ShouldBe(10, 0.1);
        BgBbFitter.Fit(nobody).Model.ExpectedOrders(nobody[0], 10).ShouldBe(0, 0.01);
        var contract = ShiftedBetaGeometricFitter.Fit(loyal);
        contract.Status.ShouldNotBe(FitStatus.Converged);
        contract.Model.Survival(4, 1).ShouldBe(1, 0.01);
        Should.Throw<ArgumentException>(() => BgBbFitter.Fit([]));
        Should.Throw<ArgumentException>(() => ShiftedBetaGeometricFitter.Fit([]));
    }

    /// <summary>Losses between the survivors of successive years; those left after the last year are still there.</summary>
    private static ContractStatistics[] Segment(string name)
    {
        var survivors = PurchaseLogs
            .Rows(Contracts)
            .Where(row => row[0] == name)
            .Select(row => (int)PurchaseLogs.Number(row[2]))
            .ToArray();
        var last = survivors.Length - 1;
        return
        [
            .. Enumerable
                .Range(0, last)
                .SelectMany(year =>
                    Enumerable.Repeat(
                        new ContractStatistics(year, hasLeft: true),
                        survivors[year] - survivors[year + 1]
                    )
                ),
            .. Enumerable.Repeat(new ContractStatistics(last, hasLeft: false), survivors[last]),
        ];
    }
}
