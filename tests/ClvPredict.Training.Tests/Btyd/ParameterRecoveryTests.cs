using ClvPredict.Models.Btyd;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>
/// Fits to simulated customers find the parameters back. Tolerances are about four standard errors of 6,000 customers
/// (from the spread over seeds), relative.
/// </summary>
public sealed class ParameterRecoveryTests
{
    private const int Count = 6000;

    [Fact]
    public void FitParetoNbd_SimulatedCustomers_FindsTheParameters()
    {
        var customers = new SimulatedCustomers(1).Pareto(
            new ParetoNbdModel(1.2, 6, 0.6, 12),
            Count
        );

        var fit = BtydFitter.FitParetoNbd(customers);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.R.ShouldBe(1.2, 0.12);
        fit.Model.Alpha.ShouldBe(6, 0.6);
        fit.Model.S.ShouldBe(0.6, 0.1);
        fit.Model.Beta.ShouldBe(12, 4);
    }

    [Fact]
    public void FitBgNbd_SimulatedCustomers_FindsTheParameters()
    {
        var customers = new SimulatedCustomers(2).BetaGeometric(
            0.8,
            5,
            1.2,
            3,
            leavesAfterFirst: false,
            Count
        );

        var fit = BtydFitter.FitBgNbd(customers);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.R.ShouldBe(0.8, 0.1);
        fit.Model.Alpha.ShouldBe(5, 0.7);
        fit.Model.A.ShouldBe(1.2, 0.3);
        fit.Model.B.ShouldBe(3, 0.8);
    }

    [Fact]
    public void FitMbgNbd_SimulatedCustomers_FindsTheParameters()
    {
        var customers = new SimulatedCustomers(3).BetaGeometric(
            0.8,
            5,
            1.2,
            3,
            leavesAfterFirst: true,
            Count
        );

        var fit = BtydFitter.FitMbgNbd(customers);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.R.ShouldBe(0.8, 0.1);
        fit.Model.Alpha.ShouldBe(5, 0.7);
        fit.Model.A.ShouldBe(1.2, 0.3);
        fit.Model.B.ShouldBe(3, 0.8);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void FitCnbd_SimulatedCustomers_FindsKAndTheParameters(int k, bool leavesAfterFirst)
    {
        var customers = new SimulatedCustomers(10 + k).BetaGeometric(
            0.8,
            5.0 / k,
            1.2,
            3,
            leavesAfterFirst,
            Count,
            k
        );

        var (model, status) = leavesAfterFirst
            ? Of(BtydFitter.FitMbgCnbd(customers))
            : Of(BtydFitter.FitBgCnbd(customers));

        status.ShouldBe(FitStatus.Converged);
        model.K.ShouldBe(k);
        model.R.ShouldBe(0.8, 0.1);
        model.Alpha.ShouldBe(5.0 / k, 0.7 / k);
        model.A.ShouldBe(1.2, 0.3);
        model.B.ShouldBe(3, 0.8);

        static (BetaGeometricModel, FitStatus) Of<T>(FitResult<T> fit)
            where T : BetaGeometricModel => (fit.Model, fit.Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e6)]
    [InlineData(1e-6)]
    public void FitGammaGamma_SimulatedSpendInAnyCurrency_FindsTheParameters(double currency)
    {
        var (counts, means) = new SimulatedCustomers(4).Spend(
            new GammaGammaModel(5, 4, 20 * currency),
            Count
        );

        var fit = GammaGammaFitter.Fit(counts, means);

        fit.Status.ShouldBe(FitStatus.Converged);
        fit.Model.P.ShouldBe(5, 0.6);
        fit.Model.Q.ShouldBe(4, 0.4);
        fit.Model.V.ShouldBe(20 * currency, 4 * currency);
    }

    [Fact]
    public void FitParetoNbd_InDaysInsteadOfWeeks_IsTheSameModel()
    {
        var weeks = new SimulatedCustomers(5).Pareto(new ParetoNbdModel(1.2, 6, 0.6, 12), 500);
        var days = weeks
            .Select(c => new PurchaseStatistics(
                c.RepeatOrders,
                7 * c.LastOrderAge,
                7 * c.CustomerAge
            ))
            .ToArray();

        var inWeeks = BtydFitter.FitParetoNbd(weeks).Model;
        var inDays = BtydFitter.FitParetoNbd(days).Model;

        // The stopping rule leaves about 1e-4 of a standard error.
        inDays.R.ShouldBe(inWeeks.R, 1e-5);
        inDays.Alpha.ShouldBe(7 * inWeeks.Alpha, 1e-3);
        inDays.S.ShouldBe(inWeeks.S, 1e-4);
        inDays.Beta.ShouldBe(7 * inWeeks.Beta, 2e-2);
    }

    [Fact]
    public void Fits_WithAWarmStart_EndAtTheSameMaximum()
    {
        var customers = new SimulatedCustomers(6).Pareto(new ParetoNbdModel(1.2, 6, 0.6, 12), 3000);

        var mbg = BtydFitter.FitMbgNbd(customers);
        var bg = BtydFitter.FitBgNbd(customers);

        // The likelihood that a further step could gain is below 1e-9.
        BtydFitter
            .FitMbgNbd(customers, warmStart: new MbgNbdModel(3, 1, 3, 100))
            .LogLikelihood.ShouldBe(mbg.LogLikelihood, 1e-6);
        BtydFitter
            .FitBgNbd(customers, warmStart: new BgNbdModel(3, 1, 3, 100))
            .LogLikelihood.ShouldBe(bg.LogLikelihood, 1e-6);
    }
}
