using ClvPredict.Models;
using ClvPredict.Service.Shop;

namespace ClvPredict.Service.Tests.Shop;

public sealed class LiveShopTests : IDisposable
{
    private readonly TestShop _folder = new();

    [Fact]
    public async Task Reload_AnotherModel_TakesOverWithNewScores()
    {
        using var live = new LiveShop(_folder.WithOrders());
        var before = live.Current;

        (await live.ReloadAsync()).IsChanged.ShouldBeFalse();
        _folder.Use(TestShop.Second);
        (await live.ReloadAsync()).IsChanged.ShouldBeTrue();

        before.Horizon.ShouldBe("60d");
        live.Current.Horizon.ShouldBe("90d");
        live.Current.Customers.Length.ShouldBe(before.Customers.Length);
        live.Current.Customers[0].PredictedClv.ShouldNotBe(before.Customers[0].PredictedClv);
    }

    [Fact]
    public async Task Reload_ModelRefused_ThePresentOneStays()
    {
        using var live = new LiveShop(_folder.WithOrders());
        var before = live.Current;

        _folder.Use(TestShop.Second[..1000]);
        await Should.ThrowAsync<ModelPackageException>(() => live.ReloadAsync());
        live.Current.ShouldBeSameAs(before);
        _folder.Use(TestShop.Second);
        await live.ReloadAsync();

        live.Current.Horizon.ShouldBe("90d");
    }

    [Fact]
    public void WithScores_Customers_AreThoseOfTheOrdersWithoutTheirWorkings()
    {
        using var orders = new LiveShop(_folder.WithOrders());
        using var scores = new LiveShop(_folder.WithScores());

        var (whole, stored) = (orders.Current, scores.Current);

        stored.Customers.Length.ShouldBe(whole.Customers.Length);
        for (var row = 0; row < whole.Customers.Length; row++)
        {
            var (a, b) = (whole.Customers[row], stored.Customers[row]);
            (
                b with
                {
                    Reasons = a.Reasons,
                    ExpectedCostOfContact = a.ExpectedCostOfContact,
                }
            ).ShouldBe(a);
            b.Reasons.ShouldBe(a.Reasons);
        }
        stored.HasOrders.ShouldBeFalse();
        stored.Explain(0).ShouldBeNull();
        stored.Forecast.ShouldBeNull();
    }

    [Fact]
    public void RowOf_EveryCustomerAndNobody_IsFound()
    {
        using var live = new LiveShop(_folder.WithOrders());
        var shop = live.Current;

        for (var row = 0; row < shop.Customers.Length; row++)
            shop.RowOf(shop.Customers[row].CustomerId).ShouldBe(row);
        shop.RowOf("").ShouldBeNegative();
        shop.RowOf("c01").ShouldBeNegative();
        shop.RowOf("zzz").ShouldBeNegative();
    }

    public void Dispose() => _folder.Dispose();
}
