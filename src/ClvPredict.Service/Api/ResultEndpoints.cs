using ClvPredict.Decisions.Economics;
using ClvPredict.Decisions.Forecasting;
using ClvPredict.Decisions.Risk;
using ClvPredict.Decisions.Segments;
using ClvPredict.Service.Shop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClvPredict.Service.Api;

/// <summary>What commands print with --json, of the customers that the service was started with.</summary>
internal static class ResultEndpoints
{
    public static void MapResults(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/v1/segments", (LiveShop live) => Of(live, shop => shop.Segments?.Table))
            .WithName("segments")
            .WithSummary("Segments and what each is worth")
            .Produces<SegmentRow[]>()
            .ProducesProblem(StatusCodes.Status409Conflict);
        routes
            .MapGet("/v1/forecast", (LiveShop live) => Of(live, shop => shop.Forecast))
            .WithName("forecast")
            .WithSummary("Revenue, orders and active customers by month")
            .Produces<ForecastReport>()
            .ProducesProblem(StatusCodes.Status409Conflict);
        routes
            .MapGet("/v1/economics", (LiveShop live) => Of(live, s => s.CustomerEconomics?.Report))
            .WithName("economics")
            .WithSummary("What customers are worth and may cost, by channel, product and so on")
            .Produces<EconomicsReport>()
            .ProducesProblem(StatusCodes.Status409Conflict);
        routes
            .MapGet("/v1/risk", (LiveShop live) => Of(live, shop => shop.Risk))
            .WithName("risk")
            .WithSummary("Who holds the value at risk")
            .Produces<ValueAtRiskCurve>()
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static JsonHttpResult<T> Of<T>(LiveShop live, Func<ScoredShop, T?> result)
    {
        var shop = live.Current;
        CustomerEndpoints.RequireCustomers(shop);
        return shop.HasOrders
            ? TypedResults.Json(result(shop)!, ServiceJson.Options)
            : throw Problems.NoData(
                "The service was started with scores, not with orders: what is computed from orders is not there."
            );
    }
}
