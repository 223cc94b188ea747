using System.ComponentModel;
using ClvPredict.Service.Customers;
using ClvPredict.Service.Shop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ClvPredict.Service.Api;

/// <summary>Customers, all and one.</summary>
internal static class CustomerEndpoints
{
    private const int HistoryLines = 1000;
    private const string CustomerPath = "/v1/customers/";

    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/v1/customers", Page)
            .WithName("customers")
            .WithSummary("Customers, filtered, sorted and by page")
            .Produces<CustomerPageResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        routes
            .MapGet("/v1/customers/{id}", One)
            .WithName("customer")
            .WithSummary("One customer: score, why, and what was ordered")
            .Produces<CustomerResponse>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static JsonHttpResult<CustomerPageResponse> Page(
        LiveShop live,
        [Description("Value tier: top, middle or base.")] string? tier = null,
        [Description("Lifecycle stage, such as at_risk.")] string? lifecycle = null,
        [Description("RFM segment such as champions, or another segment such as big_spender.")]
            string? segment = null,
        [Description("Text that the id contains; case does not matter.")] string? q = null,
        [Description("Column to sort by, such as predicted_clv.")] string? sort = null,
        [Description("asc or desc.")] string? order = null,
        [Description("Number of the page, from 1 on.")] int page = 1,
        [Description("Customers a page, at most 1000."), FromQuery(Name = "page_size")]
            int pageSize = 50
    )
    {
        var shop = live.Current;
        RequireCustomers(shop);
        CustomerPage found;
        try
        {
            found = shop.Index.Find(
                new CustomerQuery
                {
                    Tier = tier,
                    Lifecycle = lifecycle,
                    Segment = segment,
                    Text = q,
                    Sort = sort is null ? CustomerSort.PredictedClv : CustomerSortName.Parse(sort),
                    IsDescending = order switch
                    {
                        null or "desc" => true,
                        "asc" => false,
                        _ => throw Problems.Parameter("order must be asc or desc."),
                    },
                    Page = page,
                    PageSize = pageSize,
                }
            );
        }
        catch (ArgumentException e)
        {
            throw Problems.Parameter(e.Message);
        }
        return TypedResults.Json(
            new CustomerPageResponse(
                shop.AsOf,
                shop.Horizon,
                shop.Currency,
                found.Total,
                found.Page,
                found.Pages,
                [.. found.Rows.Select(row => shop.Customers[row])]
            ),
            ServiceJson.Options
        );
    }

    private static JsonHttpResult<CustomerResponse> One(
        HttpContext context,
        LiveShop live,
        string id
    )
    {
        var shop = live.Current;
        RequireCustomers(shop);
        var row = shop.RowOf(Id(context, id));
        if (row < 0)
            throw new ProblemException(
                StatusCodes.Status404NotFound,
                ProblemKind.UnknownCustomer,
                $"There is no customer of this id with an order before {shop.AsOf:yyyy-MM-dd}."
            );
        return TypedResults.Json(
            new CustomerResponse(
                shop.AsOf,
                shop.Horizon,
                shop.Currency,
                shop.Customers[row],
                shop.Explain(row),
                shop.History(row, HistoryLines),
                shop.HasOrders
                    ? ""
                    : "The service was started with scores, not with orders: it knows no history and no explanation."
            ),
            ServiceJson.Options
        );
    }

    internal static void RequireCustomers(ScoredShop shop)
    {
        if (!shop.HasCustomers)
            throw Problems.NoData(
                "The service was started with a model only; start it with orders or scores to ask about customers."
            );
    }

    // Routing leaves %2F as it is; an id may hold a slash.
    private static string Id(HttpContext context, string id)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var at = target.IndexOf(CustomerPath, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return id;
        var text = target[(at + CustomerPath.Length)..];
        var end = text.AsSpan().IndexOfAny('?', '/');
        return Uri.UnescapeDataString(end < 0 ? text : text[..end]);
    }
}
