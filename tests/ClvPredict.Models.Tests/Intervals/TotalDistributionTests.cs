namespace ClvPredict.Models.Intervals.Tests;

public class TotalDistributionTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.99)]
    public void Quantile_OneCustomerAndASureLevel_IsTheCustomersOwn(double q)
    {
        var value = new ZeroInflatedLognormal(mean: 50, probabilityActive: 0.6, sigma: 0.9);
        var total = new TotalDistribution();

        total.Add(value, dispersion: 1);

        total.Mean.ShouldBe(50, 1e-9);
        total.Quantile(q, 0).ShouldBe(value.Quantile(q), (1e-6 * value.Quantile(q)) + 1e-9);
    }

    [Fact]
    public void Quantile_FortyCustomers_AgreesWithDrawnTotals()
    {
        var customers = Enumerable
            .Range(1, 40)
            .Select(i => new ZeroInflatedLognormal(10 * i, i / 50.0, 0.8))
            .ToArray();
        var total = new TotalDistribution();
        foreach (var customer in customers)
            total.Add(customer, dispersion: 1);

        var random = new Random(3);
        var drawn = Enumerable
            .Range(0, 20_000)
            .Select(_ => customers.Sum(c => c.Quantile(random.NextDouble())))
            .Order()
            .ToArray();

        // 20,000 draws are within 2 % of the quantiles; the rest is the lognormal shape.
        total.Quantile(0.1, 0).ShouldBe(drawn[2_000], 0.05 * drawn[2_000]);
        total.Quantile(0.5, 0).ShouldBe(drawn[10_000], 0.05 * drawn[10_000]);
        total.Quantile(0.9, 0).ShouldBe(drawn[18_000], 0.05 * drawn[18_000]);
    }

    [Fact]
    public void Quantile_UncertainLevel_IsWiderAroundTheSameMedian()
    {
        var total = new TotalDistribution();
        for (var i = 0; i < 10_000; i++)
            total.Add(new ZeroInflatedLognormal(10, 0.5, 0.9), dispersion: 1);

        // So many customers that the level is all there is: exp(0.2 x 1.2815515655446004).
        total.Quantile(0.9, 0.2).ShouldBe(100_000 * Math.Exp(0.25631), 1_000);
        total.Quantile(0.1, 0.2).ShouldBe(100_000 / Math.Exp(0.25631), 1_000);
        total.Quantile(0.5, 0.2).ShouldBe(total.Quantile(0.5, 0), 1e-6);
    }

    [Fact]
    public void Quantile_NothingExpected_IsZero()
    {
        var total = new TotalDistribution();
        total.Add(new ZeroInflatedLognormal(0, 0.5, 0.9), dispersion: 1);

        total.Quantile(0.9, 0.3).ShouldBe(0);
    }
}
