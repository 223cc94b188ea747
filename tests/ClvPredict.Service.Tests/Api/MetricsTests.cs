using System.Globalization;

namespace ClvPredict.Service.Tests.Api;

/// <summary>Meters are the process's, so no other service may run meanwhile.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MetricsTests : IDisposable
{
    private const string Name = "metrics";
    private readonly TestShop _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Metrics_AfterRequests_CountThemByRouteAndNameNoCustomer()
    {
        await using var service = await RunningService.StartAsync(_folder.WithOrders());
        await service.GetAsync("/v1/customers/c0001");
        using var scored = await service.PostAsync(
            "/v1/score",
            """{"customers":[{"customer_id":"a","orders":[{"order_date":"2024-03-02","amount":61.2,"product_id":"p1"}]}]}"""
        );

        var text = await service.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        text.ShouldContain(
            "clv_requests_total{method=\"GET\",route=\"/v1/customers/{id}\",status=\"200\"} 1\n"
        );
        text.ShouldContain("clv_customers_scored_total{result=\"scored\"} 1\n");
        text.ShouldContain("# TYPE clv_request_duration_seconds histogram\n");
        text.ShouldContain("clv_customers 300\n");
        text.ShouldNotContain("c0001");
        foreach (
            var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(l => l[0] != '#')
        )
            double.TryParse(
                    line.Split(' ')[^1].Replace("+Inf", "1", StringComparison.Ordinal),
                    CultureInfo.InvariantCulture,
                    out _
                )
                .ShouldBeTrue(line);
    }
}
