using ClvPredict.Models.Btyd;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>Legal data that has no proper maximum still ends with a model that says what the data says.</summary>
public sealed class DegenerateDataTests
{
    public static TheoryData<string> Names => [.. Sets().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fits_OfDegenerateData_AreUsableAndSayThatTheyAreNotDetermined(string name)
    {
        var customers = Sets()[name];

        CheckFit(BtydFitter.FitBgNbd(customers), customers);
        CheckFit(BtydFitter.FitMbgNbd(customers), customers);
        CheckFit(BtydFitter.FitParetoNbd(customers), customers);
    }

    [Fact]
    public void Fits_WhenNobodyCameBack_ExpectNextToNothing()
    {
        var customers = Sets()["nobody came back"];

        BtydFitter
            .FitBgNbd(customers)
            .Model.ExpectedOrders(customers[0], 39)
            .ShouldBeLessThan(0.01);
        BtydFitter
            .FitMbgNbd(customers)
            .Model.ExpectedOrders(customers[0], 39)
            .ShouldBeLessThan(0.01);
        BtydFitter
            .FitParetoNbd(customers)
            .Model.ExpectedOrders(customers[0], 39)
            .ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Fits_WhenAllOrderEveryWeekUntilToday_ExpectOneAWeek()
    {
        var customers = Enumerable.Repeat(new PurchaseStatistics(52, 52, 52), 500).ToArray();

        BtydFitter.FitBgNbd(customers).Model.ExpectedOrders(customers[0], 10).ShouldBe(10, 0.2);
        BtydFitter.FitMbgNbd(customers).Model.ExpectedOrders(customers[0], 10).ShouldBe(10, 0.2);
        BtydFitter.FitParetoNbd(customers).Model.ExpectedOrders(customers[0], 10).ShouldBe(10, 0.2);
    }

    [Fact]
    public void Fit_WithoutAnyObservedTime_CallsItselfAGuess()
    {
        var fit = BtydFitter.FitParetoNbd([default, default]);

        fit.Status.ShouldBe(FitStatus.Fallback);
        fit.Note.ShouldNotBeNull().ShouldContain("guess");
    }

    [Theory]
    [InlineData(1, 30, 1)]
    [InlineData(500, 30, 4)]
    [InlineData(500, 1e-3, 1)]
    public void FitGammaGamma_OfEqualCustomers_ExpectsTheirValue(
        int customers,
        double mean,
        double count
    )
    {
        var fit = GammaGammaFitter.Fit(
            Enumerable.Repeat(count, customers).ToArray(),
            Enumerable.Repeat(mean, customers).ToArray()
        );

        fit.Status.ShouldNotBe(FitStatus.Converged);
        fit.Note.ShouldNotBeNull();
        fit.Model.ExpectedOrderValue(count, mean).ShouldBe(mean, 0.02 * mean);
    }

    [Fact]
    public void FitGammaGamma_WhenTheTailHasNoMean_StopsAtTheBoundAndSaysSo()
    {
        var random = new Random(12);
        // One order each, values over 25 powers of ten: no finite mean would be believable.
        var means = Enumerable
            .Range(0, 400)
            .Select(_ => Math.Exp(20 * (random.NextDouble() + random.NextDouble())))
            .ToArray();

        var fit = GammaGammaFitter.Fit(Enumerable.Repeat(1.0, 400).ToArray(), means);

        fit.Status.ShouldBe(FitStatus.Boundary);
        fit.Note.ShouldNotBeNull().ShouldContain("lower bound of q");
        fit.Model.Q.ShouldBe(1.1, 0.01);
    }

    [Fact]
    public void FitGammaGamma_WithoutAnyValue_FallsBackToNextToNothing()
    {
        var fit = GammaGammaFitter.Fit([0, 2, 3], [0, 0, 0]);

        fit.Status.ShouldBe(FitStatus.Fallback);
        fit.Customers.ShouldBe(0);
        fit.ExcludedCustomers.ShouldBe(3);
        fit.Model.PopulationMean.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Fits_OfBadArguments_Refuse()
    {
        Should.Throw<ArgumentException>(() => BtydFitter.FitBgNbd([]));
        Should.Throw<ArgumentException>(() =>
            BtydFitter.FitBgNbd([default], new FitOptions { Threads = 0 })
        );
        Should.Throw<ArgumentException>(() => GammaGammaFitter.Fit([1, 2], [1]));
        Should.Throw<ArgumentException>(() => GammaGammaFitter.Fit([1], [-1]));
        Should.Throw<ArgumentException>(() => GammaGammaFitter.Fit([double.NaN], [1]));
        Should.Throw<OperationCanceledException>(() =>
            BtydFitter.FitParetoNbd(
                [default],
                cancellationToken: new CancellationToken(canceled: true)
            )
        );
    }

    private static void CheckFit<TModel>(FitResult<TModel> fit, PurchaseStatistics[] customers)
        where TModel : IPurchaseModel
    {
        fit.Customers.ShouldBe(customers.Length);
        double.IsFinite(fit.LogLikelihood).ShouldBeTrue();
        fit.LogLikelihood.ShouldBe(
            customers.Sum(c => fit.Model.LogLikelihood(c)),
            1e-9 * Math.Abs(fit.LogLikelihood) + 1e-6
        );
        (fit.Status == FitStatus.Converged).ShouldBe(fit.Note is null);
        fit.Status.ShouldNotBe(FitStatus.Converged, fit.Model.ToString());
        foreach (var customer in customers.Distinct())
        {
            fit.Model.ProbabilityAlive(customer).ShouldBeInRange(0, 1);
            double.IsFinite(fit.Model.ExpectedOrders(customer, 52)).ShouldBeTrue();
        }
    }

    private static Dictionary<string, PurchaseStatistics[]> Sets() =>
        new(StringComparer.Ordinal)
        {
            ["first day only"] = [default, default],
            ["one customer"] = [new(3, 20, 39)],
            ["one customer without repeats"] = [new(0, 0, 39)],
            ["nobody came back"] =
            [
                .. Enumerable.Range(0, 800).Select(i => new PurchaseStatistics(0, 0, 10 + i % 29)),
            ],
            ["everyone the same"] = [.. Enumerable.Repeat(new PurchaseStatistics(5, 20, 39), 300)],
            ["everyone bought today"] =
            [
                .. Enumerable
                    .Range(1, 300)
                    .Select(i => new PurchaseStatistics(i % 9, i % 9 == 0 ? 0 : 39, 39)),
            ],
            ["ten thousand orders"] =
            [
                .. Enumerable
                    .Range(0, 50)
                    .Select(i => new PurchaseStatistics(10_000, 9_000 + i, 10_000)),
            ],
        };
}
