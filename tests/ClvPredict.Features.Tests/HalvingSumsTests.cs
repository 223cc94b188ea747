using ClvPredict.Data;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features.Tests;

public class HalvingSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(180)]
    [InlineData(541)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(12_000)]
    public void Orders_OneDayOfAnyAge_HalvesEveryHalfLife(int age)
    {
        var sums = new HalvingSums();
        sums.AddDay(700_000);
        sums.AddSpend(3 * Money.MinorPerUnit);

        var (by30, by90, by180) = sums.Orders(700_000 + age);

        // 180 roundings of products of numbers near 1.
        by30.ShouldBe(Math.Pow(2, -age / 30.0), 1e-12 * Math.Pow(2, -age / 30.0));
        by90.ShouldBe(Math.Pow(2, -age / 90.0), 1e-12 * Math.Pow(2, -age / 90.0));
        by180.ShouldBe(Math.Pow(2, -age / 180.0), 1e-12 * Math.Pow(2, -age / 180.0));
        sums.Spend(700_000 + age).By180.ShouldBe(3 * by180, 1e-15);
    }
}
