using System.Net;

namespace ClvPredict.Service.Tests.Api;

public sealed class CustomerEndpointTests : IDisposable
{
    private readonly TestShop _folder = new();

    [Fact]
    public async Task Customers_PageAndOne_AgreeWithTheShop()
    {
        await using var service = await RunningService.StartAsync(_folder.WithOrders());
        var shop = service.Live.Current;

        var page = await service.GetAsync("/v1/customers?tier=top&page_size=3&page=2");
        var first = page.GetProperty("customers")[0];
        var id = first.GetProperty("customer_id").GetString()!;
        var one = await service.GetAsync("/v1/customers/" + id);

        page.GetProperty("total").GetInt32().ShouldBe(30);
        page.GetProperty("pages").GetInt32().ShouldBe(10);
        first.GetProperty("value_rank").GetInt32().ShouldBe(4);
        one.GetProperty("score")
            .GetProperty("predicted_clv")
            .GetSingle()
            .ShouldBe(shop.Customers[shop.RowOf(id)].PredictedClv);
        one.GetProperty("explanation")
            .GetProperty("paragraphs")
            .GetArrayLength()
            .ShouldBeGreaterThan(2);
        one.GetProperty("history")
            .GetProperty("line_count")
            .GetInt32()
            .ShouldBe(one.GetProperty("history").GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task Customer_ScoresOnly_SaysWhatIsMissing()
    {
        await using var service = await RunningService.StartAsync(_folder.WithScores());

        var one = await service.GetAsync("/v1/customers/c0001");

        one.GetProperty("explanation").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        one.GetProperty("note").GetString()!.ShouldContain("no history");
    }

    [Theory]
    [InlineData("/v1/customers?page=0", 400)]
    [InlineData("/v1/customers?page=x", 400)]
    [InlineData("/v1/customers?page_size=1001", 400)]
    [InlineData("/v1/customers?sort=name", 400)]
    [InlineData("/v1/customers?order=up", 400)]
    [InlineData("/v1/customers?tier=gold", 400)]
    [InlineData("/v1/customers/nobody", 404)]
    [InlineData("/v1/customers/..%2f..%2fetc%2fpasswd", 404)]
    [InlineData("/v1/nothing", 404)]
    [InlineData("/v1/model/reload", 405)]
    public async Task Get_WhatCannotBe_IsAProblem(string path, int status)
    {
        await using var service = await RunningService.StartAsync(_folder.WithOrders());

        using var response = await service.Client.GetAsync(new Uri(path, UriKind.Relative));

        var problem = await ProblemOf(response);
        ((int)response.StatusCode).ShouldBe(status);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem
            .GetProperty("request_id")
            .GetString()
            .ShouldBe(response.Headers.GetValues("X-Request-Id").Single());
    }

    [Fact]
    public async Task Customers_ModelOnly_IsAConflictThatSaysWhy()
    {
        await using var service = await RunningService.StartAsync(_folder.WithoutCustomers());

        using var response = await service.Client.GetAsync(
            new Uri("/v1/customers", UriKind.Relative)
        );

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ProblemOf(response)).GetProperty("detail").GetString()!.ShouldContain("model only");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<System.Text.Json.JsonElement> ProblemOf(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return System
            .Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync())
            .RootElement;
    }
}
