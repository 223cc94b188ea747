using System.Net;
using ClvPredict.Service.Shop;

namespace ClvPredict.Service.Tests.Dashboard;

public sealed class DashboardTests : IDisposable
{
    private static readonly string[] s_pages =
    [
        "/",
        "/customers",
        "/targets",
        "/segments",
        "/channels",
        "/model",
    ];

    private readonly TestShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Pages_EveryLanguageAndKindOfShop_Answer()
    {
        foreach (
            var source in (ShopSource[])
                [_shop.WithOrders(), _shop.WithScores(), _shop.WithoutCustomers()]
        )
        {
            await using var service = await RunningService.StartAsync(source);
            foreach (var page in s_pages)
            {
                var html = await service.Client.GetStringAsync(
                    new Uri(page + "?lang=fa", UriKind.Relative)
                );

                html.ShouldContain("<html lang=\"fa\" dir=\"rtl\">", Case.Sensitive, page);
                html.ShouldContain("<h1>", Case.Sensitive, page);
            }
        }
    }

    [Fact]
    public async Task Customer_ShopOfScoresOnly_IsShownWithoutHistory()
    {
        await using var service = await RunningService.StartAsync(_shop.WithScores());
        var id = service.Live.Current.Customers[0].CustomerId;

        var html = await service.Client.GetStringAsync(
            new Uri("/customers/" + id, UriKind.Relative)
        );

        html.ShouldContain(id);
        html.ShouldContain("class=\"empty\"");
        html.ShouldNotContain("chart-orders");
    }

    [Fact]
    public async Task Segments_ShopWithHistory_SayWhoMoved()
    {
        await using var service = await RunningService.StartAsync(_shop.WithOrders());
        await service.Live.Current.ReportAsync();

        var html = await service.Client.GetStringAsync(new Uri("/segments", UriKind.Relative));

        html.ShouldContain("table-migration");
    }

    [Theory]
    [InlineData("/customers/nobody", HttpStatusCode.NotFound)]
    [InlineData("/customers/..%2f..%2fetc%2fpasswd", HttpStatusCode.NotFound)]
    [InlineData("/customers?page=99999999", HttpStatusCode.OK)]
    [InlineData("/customers?page=0", HttpStatusCode.OK)]
    [InlineData("/customers?sort=nothing", HttpStatusCode.OK)]
    [InlineData("/customers?search=%00%ff%22%3E%3Cscript%3E", HttpStatusCode.OK)]
    [InlineData("/targets?budget=NaN", HttpStatusCode.OK)]
    [InlineData("/targets?budget=-1", HttpStatusCode.OK)]
    [InlineData("/targets?budget=1e308&offer_cost=1e308&contact_cost=1e308", HttpStatusCode.OK)]
    [InlineData("/targets?acceptance=2", HttpStatusCode.OK)]
    [InlineData("/targets?page=2147483647", HttpStatusCode.OK)]
    [InlineData("/targets?lang=%22%3E", HttpStatusCode.OK)]
    public async Task Page_HostileAddress_IsAnsweredAndEncoded(string path, HttpStatusCode status)
    {
        await using var service = await RunningService.StartAsync(_shop.WithOrders());

        using var response = await service.Client.GetAsync(new Uri(path, UriKind.Relative));

        response.StatusCode.ShouldBe(status);
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldNotContain("<script>");
    }

    [Theory]
    [InlineData("days=0")]
    [InlineData("days=99999")]
    [InlineData("days=x")]
    [InlineData("amount=-5")]
    [InlineData("amount=1e27")]
    [InlineData("amount=NaN")]
    public async Task Customer_WhatIfOutOfRange_SaysSo(string query)
    {
        await using var service = await RunningService.StartAsync(_shop.WithOrders());
        var id = service.Live.Current.Customers[0].CustomerId;

        var html = await service.Client.GetStringAsync(
            new Uri($"/customers/{id}?{query}", UriKind.Relative)
        );

        html.ShouldContain("role=\"alert\"");
    }
}
