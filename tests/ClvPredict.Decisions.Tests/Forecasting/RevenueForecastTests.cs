using System.Text.Json;
using ClvPredict.Decisions.Forecasting;
using ClvPredict.Models.Package;

namespace ClvPredict.Decisions.Tests.Forecasting;

public class RevenueForecastTests
{
    [Fact]
    public void Compute_TwelveMonthsOfAYearsHorizon_SumToThePredictionToTheCent()
    {
        var report = Compute(ScoredShop.Year, 12);

        report.Months.Sum(m => (decimal)m.Revenue).ShouldBe((decimal)report.RevenueInHorizon);
        report.Months.Sum(m => (decimal)m.Revenue).ShouldBe((decimal)report.Total.Revenue);
        report.Months.Sum(m => (decimal)m.Orders).ShouldBe((decimal)report.Total.Orders);
        report.Total.Profit.ShouldBe(ScoredShop.Year.Scores.TotalPredictedClv, 0.005);
        report.Total.Orders.ShouldBe(
            ScoredShop.Year.Scores.Customers.Sum(c => (double)c.ExpectedOrders),
            0.005
        );
        report.Months.ShouldAllBe(m => !m.IsBeyondHorizon);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(24)]
    public void Compute_MonthsShorterOrLongerThanTheHorizon_SumToTheTotalToTheCent(int months)
    {
        var report = Compute(ScoredShop.Quarter, months);

        report.Months.Length.ShouldBe(months);
        report.Months.Sum(m => (decimal)m.Revenue).ShouldBe((decimal)report.Total.Revenue);
        report.Months.Sum(m => (decimal)m.Profit).ShouldBe((decimal)report.Total.Profit);
        report.Months[^1].IsBeyondHorizon.ShouldBe(months > 2);
        foreach (var month in report.Months.Append(report.Total))
        {
            month.RevenueLow.ShouldBeLessThan(month.Revenue);
            month.RevenueHigh.ShouldBeGreaterThan(month.Revenue);
            month.OrdersLow.ShouldBeLessThan(month.Orders);
            month.ActiveCustomers.ShouldBeLessThanOrEqualTo(month.Orders + 1e-6);
        }
        // A total is surer than its parts.
        if (months > 1)
            (report.Total.RevenueHigh - report.Total.RevenueLow).ShouldBeLessThan(
                report.Months.Sum(m => m.RevenueHigh - m.RevenueLow)
            );
    }

    [Fact]
    public void Compute_WholeHorizonInMonths_ExpectsTheModelsActiveCustomers()
    {
        var report = Compute(ScoredShop.Year, 12);

        report.Total.ActiveCustomers.ShouldBe(
            ScoredShop.Year.Scores.Customers.Sum(c => 1 - (double)c.ChurnProbability),
            1e-3 * report.Customers
        );
    }

    [Fact]
    public void Compute_OnMoreThreads_GivesTheSame()
    {
        var shop = ScoredShop.Quarter;

        JsonSerializer
            .Serialize(
                RevenueForecast.Compute(shop.Orders, shop.Scores, shop.Model, threads: 3),
                PackageJson.Options
            )
            .ShouldBe(JsonSerializer.Serialize(Compute(shop, 12), PackageJson.Options));
    }

    [Fact]
    public void Compute_NoMonths_IsRefused() =>
        Should.Throw<ArgumentException>(() => Compute(ScoredShop.Quarter, 0));

    private static ForecastReport Compute(ScoredShop shop, int months) =>
        RevenueForecast.Compute(
            shop.Orders,
            shop.Scores,
            shop.Model,
            new ForecastOptions { Months = months }
        );
}
