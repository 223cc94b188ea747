using ClvPredict.Models.Btyd;
using ClvPredict.TestKit;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

public sealed class CovariateFitTests
{
    private const string Apparel = "data/apparel_trans.csv.gz";
    private const string ApparelCovariates = "data/apparel_static_cov.csv.gz";

    /// <summary>
    /// The manual of CLVTools 0.12: Gender and Channel in both processes. Parameters to three digits of the two prints, which
    /// differ in the fourth.
    /// </summary>
    [OutsideDataFact(Apparel, ApparelCovariates)]
    public void FitParetoNbd_ApparelGenderAndChannel_EqualsClvTools()
    {
        var (customers, covariates) = ApparelData();

        var fit = CovariateFitter.FitParetoNbd(customers, covariates, covariates);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.LogLikelihood.ShouldBe(-5821.0627, 1e-3);
        var baseline = fit.Model.Baseline;
        baseline.R.ShouldBe(1.838, 2e-3);
        baseline.Alpha.ShouldBe(92.93, 0.05);
        baseline.S.ShouldBe(0.592, 2e-3);
        baseline.Beta.ShouldBe(49.55, 0.15);
        fit.Model.OrderEffects[0].ShouldBe(.2860, 2e-4);
        fit.Model.OrderEffects[1].ShouldBe(.6239, 2e-4);
        fit.Model.LifetimeEffects[0].ShouldBe(-.6428, 1e-3);
        fit.Model.LifetimeEffects[1].ShouldBe(.7902, 1e-3);
        double[] errors = [.3457, 16.9749, .2603, 36.1445, .1041, .1049, .2956, .3058];
        fit.ParameterNames[4].ShouldBe("orders.gender");
        for (var i = 0; i < errors.Length; i++)
            fit.StandardErrors[i].ShouldBe(errors[i], 1e-2 * errors[i], fit.ParameterNames[i]);
    }

    /// <summary>The likelihood of the fit is that of each customer's own model, and more than without covariates.</summary>
    [OutsideDataFact(Apparel, ApparelCovariates)]
    public void FitBgNbd_ApparelGenderAndChannel_IsTheSumOverCustomersAndGains()
    {
        var (customers, covariates) = ApparelData();

        var fit = CovariateFitter.FitBgNbd(customers, covariates, covariates);

        var sum = 0.0;
        for (var i = 0; i < customers.Length; i++)
            sum += fit.Model.For(covariates.Row(i), covariates.Row(i)).LogLikelihood(customers[i]);
        fit.LogLikelihood.ShouldBe(sum, 1e-7);
        fit.LogLikelihood.ShouldBeGreaterThan(BtydFitter.FitBgNbd(customers).LogLikelihood + 10);
    }

    /// <summary>Two groups; the first orders e^0.5 times as often and leaves e^-0.7 times as fast. Four standard errors.</summary>
    [Fact]
    public void FitParetoNbd_SimulatedGroups_FindsTheEffects()
    {
        var simulated = new SimulatedCustomers(31);
        PurchaseStatistics[] customers =
        [
            .. simulated.Pareto(new ParetoNbdModel(1.2, 6, 0.6, 12), 4000),
            .. simulated.Pareto(
                new ParetoNbdModel(1.2, 6 * Math.Exp(-0.5), 0.6, 12 * Math.Exp(0.7)),
                4000
            ),
        ];
        var group = new Covariates(
            ["group"],
            [.. Enumerable.Range(0, 8000).Select(i => i < 4000 ? 0.0 : 1)]
        );

        var fit = CovariateFitter.FitParetoNbd(customers, group, group);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.OrderEffects[0].ShouldBe(0.5, 0.13);
        fit.Model.LifetimeEffects[0].ShouldBe(-0.7, 0.4);
        fit.Model.Baseline.R.ShouldBe(1.2, 0.12);
    }

    /// <summary>Dropout effects on both shapes leave the mean chance; the second group is more alike in it.</summary>
    [Fact]
    public void FitBgNbd_SimulatedGroups_FindsTheEffects()
    {
        var simulated = new SimulatedCustomers(32);
        PurchaseStatistics[] customers =
        [
            .. simulated.BetaGeometric(0.8, 5, 0.5, 1, leavesAfterFirst: false, 4000),
            .. simulated.BetaGeometric(0.8, 2.5, 2, 4, leavesAfterFirst: false, 4000),
        ];
        var group = new Covariates(
            ["group"],
            [.. Enumerable.Range(0, 8000).Select(i => i < 4000 ? 0.0 : 1)]
        );

        var fit = CovariateFitter.FitBgNbd(customers, group, group);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.OrderEffects[0].ShouldBe(Math.Log(2), 0.15);
        fit.Model.LifetimeEffects[0].ShouldBe(Math.Log(4), 0.5);
    }

    [Fact]
    public void FitParetoNbd_WithoutCovariates_IsThePlainFit()
    {
        var customers = new SimulatedCustomers(33).Pareto(new ParetoNbdModel(1.2, 6, 0.6, 12), 500);

        var fit = CovariateFitter.FitParetoNbd(customers, Covariates.None, Covariates.None);

        fit.Model.Baseline.ShouldBe(BtydFitter.FitParetoNbd(customers).Model);
    }

    [Fact]
    public void FitParetoNbd_WithAConstantCovariate_SaysThatItIsNotDetermined()
    {
        var customers = new SimulatedCustomers(34).Pareto(new ParetoNbdModel(1.2, 6, 0.6, 12), 500);
        var constant = new Covariates(["one"], [.. Enumerable.Repeat(1.0, 500)]);

        var fit = CovariateFitter.FitParetoNbd(customers, constant, Covariates.None);

        fit.Status.ShouldBe(FitStatus.FlatRidge);
        fit.LogLikelihood.ShouldBe(BtydFitter.FitParetoNbd(customers).LogLikelihood, 1e-3);
    }

    [Fact]
    public void Fits_OfCovariatesThatDoNotFit_Refuse()
    {
        PurchaseStatistics[] two = [new(1, 2, 3), new(0, 0, 3)];
        var three = new Covariates(["z"], [1, 2, 3]);
        var missing = new Covariates(["z"], [1, double.NaN]);

        Should.Throw<ArgumentException>(() =>
            CovariateFitter.FitBgNbd(two, three, Covariates.None)
        );
        Should.Throw<ArgumentException>(() =>
            CovariateFitter.FitParetoNbd(two, Covariates.None, missing)
        );
        Should.Throw<ArgumentException>(() =>
            CovariateFitter.FitParetoNbd([], Covariates.None, Covariates.None)
        );
        var model = new ParetoNbdCovariateModel(new ParetoNbdModel(1, 1, 1, 1), [0.5], []);
        Should.Throw<ArgumentException>(() => model.For([], []));
    }

    private static (PurchaseStatistics[] Customers, Covariates Covariates) ApparelData()
    {
        var ids = PurchaseLogs.Rows(Apparel).Select(row => row[0]).Distinct().ToArray();
        var rows = PurchaseLogs
            .Rows(ApparelCovariates)
            .ToDictionary(row => row[0], StringComparer.Ordinal);
        var customers = PurchaseLogs.Statistics(Apparel, new DateOnly(2006, 12, 31), 7);
        customers.Length.ShouldBe(ids.Length);
        return (
            customers,
            new Covariates(
                ["gender", "channel"],
                [
                    .. ids.SelectMany(id =>
                        new[] { PurchaseLogs.Number(rows[id][1]), PurchaseLogs.Number(rows[id][2]) }
                    ),
                ]
            )
        );
    }
}
