using System.Globalization;
using ClvPredict.Models.Btyd;
using ClvPredict.TestKit;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>
/// Logs on which other programs end with NaN, with parameters of 1e8 or after half a minute on a flat ridge. What is found is a
/// maximum: neither other starts nor small moves of the parameters have a higher likelihood.
/// </summary>
public sealed class FitterEndsWellTests
{
    private const string OnlineRetail = "data/online_retail.csv.gz";

    /// <summary>CLVTools' BG/NBD ends at a = 3e8 on such a set, 15,700 below the maximum of the log-likelihood.</summary>
    [Fact]
    public void Fits_OfTenThousandSimulatedCustomers_AreMaxima()
    {
        var customers = new SimulatedCustomers(51).Pareto(
            new ParetoNbdModel(0.8, 2.4, 0.6, 20),
            10_000
        );

        CheckMaxima(customers);
        BtydFitter.FitBgNbd(customers).Status.ShouldBe(FitStatus.Converged);
        BtydFitter.FitParetoNbd(customers).Status.ShouldBe(FitStatus.Converged);
    }

    /// <summary>
    /// An online shop that nobody leaves, so that a and b are open: on such logs CLVTools' fits end with NA or a likelihood of
    /// 1e75, lifetimes' with an error.
    /// </summary>
    [OutsideDataFact(OnlineRetail)]
    public void Fits_OfALargeRetailLog_AreMaxima()
    {
        var lastDay = new DateOnly(2011, 8, 31);
        PurchaseStatistics[] customers =
        [
            .. PurchaseLogs
                .Rows(OnlineRetail)
                .Where(row => row[0].Length > 0 && PurchaseLogs.Number(row[3]) > 0)
                .Select(row =>
                    (
                        Customer: row[0],
                        Day: DateOnly.Parse(row[2].AsSpan(0, 10), CultureInfo.InvariantCulture)
                    )
                )
                .Where(order => order.Day <= lastDay)
                .GroupBy(
                    order => order.Customer,
                    order => order.Day.DayNumber,
                    StringComparer.Ordinal
                )
                .Select(days =>
                    (First: days.Min(), Last: days.Max(), Count: days.Distinct().Count())
                )
                .Select(c => new PurchaseStatistics(
                    c.Count - 1,
                    (c.Last - c.First) / 7.0,
                    (lastDay.DayNumber - c.First) / 7.0
                )),
        ];

        customers.Length.ShouldBeGreaterThan(3000);
        CheckMaxima(customers);
    }

    /// <summary>
    /// All order at one rate and never leave: the spread of rates and everything about leaving is open. Steps, not seconds:
    /// each costs one or a few passes over the customers.
    /// </summary>
    [Fact]
    public void Fits_OfCustomersWhoAreAlike_EndSoonAndExpectTheirRate()
    {
        var customers = new SimulatedCustomers(52).Pareto(
            new ParetoNbdModel(1e6, 1e6 / 0.15, 1e-9, 1e3),
            20_000
        );
        var rate = customers.Sum(c => c.RepeatOrders) / customers.Sum(c => c.CustomerAge);

        var pareto = BtydFitter.FitParetoNbd(customers);
        var bg = BtydFitter.FitBgNbd(customers);

        pareto.Status.ShouldNotBe(FitStatus.Converged);
        pareto.Note.ShouldNotBeNull();
        pareto.Iterations.ShouldBeLessThan(400);
        bg.Iterations.ShouldBeLessThan(400);
        var mean = customers.Average(c => c.RepeatOrders);
        customers
            .Take(500)
            .Average(c => pareto.Model.ExpectedOrders(c, 26))
            .ShouldBe(26 * rate, 0.02 * 26 * rate);
        customers
            .Take(500)
            .Average(c => bg.Model.ExpectedOrders(c, 26))
            .ShouldBe(26 * rate, 0.02 * 26 * rate);
        mean.ShouldBeGreaterThan(5);
    }

    private static void CheckMaxima(PurchaseStatistics[] customers)
    {
        var bg = BtydFitter.FitBgNbd(customers);
        Check(
            bg,
            Parameters(bg.Model),
            start =>
                BtydFitter.FitBgNbd(customers, null, new(start[0], start[1], start[2], start[3])),
            p => customers.Sum(c => new BgNbdModel(p[0], p[1], p[2], p[3]).LogLikelihood(c))
        );
        var mbg = BtydFitter.FitMbgNbd(customers);
        Check(
            mbg,
            Parameters(mbg.Model),
            start =>
                BtydFitter.FitMbgNbd(customers, null, new(start[0], start[1], start[2], start[3])),
            p => customers.Sum(c => new MbgNbdModel(p[0], p[1], p[2], p[3]).LogLikelihood(c))
        );
        var pareto = BtydFitter.FitParetoNbd(customers);
        Check(
            pareto,
            [pareto.Model.R, pareto.Model.Alpha, pareto.Model.S, pareto.Model.Beta],
            start =>
                BtydFitter.FitParetoNbd(
                    customers,
                    null,
                    new(start[0], start[1], start[2], start[3])
                ),
            p => customers.Sum(c => new ParetoNbdModel(p[0], p[1], p[2], p[3]).LogLikelihood(c))
        );
    }

    private static void Check<TModel>(
        FitResult<TModel> fit,
        double[] parameters,
        Func<double[], FitResult<TModel>> fitFrom,
        Func<double[], double> logLikelihood
    )
    {
        fit.Status.ShouldBeOneOf(FitStatus.Converged, FitStatus.FlatRidge);
        fit.LogLikelihood.ShouldBe(logLikelihood(parameters), 1e-6);
        for (var i = 0; i < parameters.Length; i++)
        {
            foreach (var factor in new[] { 0.98, 1.02 })
            {
                var moved = (double[])parameters.Clone();
                moved[i] *= factor;
                logLikelihood(moved).ShouldBeLessThan(fit.LogLikelihood + 1e-4);
            }
        }
        double[][] factors =
        [
            [8, 0.1, 0.1, 10],
            [0.1, 0.1, 10, 10],
            [3, 30, 20, 0.05],
        ];
        foreach (var start in factors)
            fitFrom([.. parameters.Zip(start, (p, f) => p * f)])
                .LogLikelihood.ShouldBe(
                    fit.LogLikelihood,
                    fit.Status == FitStatus.Converged ? 1e-5 : 1e-2
                );
    }

    private static double[] Parameters(BetaGeometricModel model) =>
        [model.R, model.Alpha, model.A, model.B];
}
