using System.Collections.Immutable;
using System.ComponentModel;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Service.Shop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ClvPredict.Service.Api;

/// <summary>Whom to contact, under the shop's terms or others.</summary>
internal static class TargetEndpoints
{
    private const int MostShown = 10_000;
    private const int LongestSalt = 200;
    private const string Csv = "text/csv";

    public static void MapTargets(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/v1/targets", Targets)
            .WithName("targets")
            .WithSummary("Whom it pays to contact, under a budget and costs of one's own")
            .WithDescription(
                "JSON holds the list added up with its profit curve, and its first customers; CSV (Accept: text/csv, or format=csv) holds the whole list with the columns of docs/targets.md. What is not given is as the service was started."
            )
            .Produces<TargetsResponse>()
            .Produces(StatusCodes.Status200OK, contentType: Csv)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static IResult Targets(
        HttpContext context,
        LiveShop live,
        [Description("Most that the list may cost in expectation.")] double? budget = null,
        [Description("Cost of contacting one customer."), FromQuery(Name = "contact_cost")]
            double? contactCost = null,
        [Description("Cost of the offer where it is taken."), FromQuery(Name = "offer_cost")]
            double? offerCost = null,
        [Description("Probability that a would-be churner who gets the offer stays, 0 to 1.")]
            double? acceptance = null,
        [Description("Share of the list that is held out as a control group, 0 to below 1.")]
            double? control = null,
        [Description("Text that makes the draw of the control group another one.")]
            string? salt = null,
        [Description("Customers to show in JSON, at most 10000; the CSV holds all.")]
            int limit = 100,
        [Description("json or csv; without, what Accept asks for.")] string? format = null
    )
    {
        var shop = live.Current;
        CustomerEndpoints.RequireCustomers(shop);
        if (limit is < 0 or > MostShown)
            throw Problems.Parameter($"limit must be 0 to {MostShown}.");
        if (salt?.Length > LongestSalt)
            throw Problems.Parameter($"salt may be {LongestSalt} characters long.");
        var list = List(
            shop,
            new TargetTerms
            {
                Budget = budget,
                ContactCost = contactCost,
                OfferCost = offerCost,
                Acceptance = acceptance,
                ControlShare = control,
                Salt = salt ?? "",
            }
        );
        return IsCsv(format, context.Request)
            ? TypedResults.Stream(
                stream => WriteCsvAsync(list, stream, context.RequestAborted),
                Csv,
                "targets.csv"
            )
            : TypedResults.Json(
                new TargetsResponse(
                    shop.AsOf,
                    shop.Horizon,
                    shop.Currency,
                    list.Summary,
                    Rows(list, limit)
                ),
                ServiceJson.Options
            );
    }

    private static TargetList List(ScoredShop shop, TargetTerms terms)
    {
        try
        {
            return shop.Targets(terms)
                ?? throw Problems.NoData(
                    "The service was started with scores, not with orders: it knows no lists but the one in the scores (GET /v1/customers?sort=target_rank&order=asc)."
                );
        }
        catch (ArgumentException e)
        {
            throw Problems.Parameter(e.Message);
        }
    }

    private static bool IsCsv(string? format, HttpRequest request) =>
        format switch
        {
            "csv" => true,
            "json" => false,
            null => request.Headers.Accept.Any(a =>
                a?.Contains(Csv, StringComparison.OrdinalIgnoreCase) == true
            ),
            _ => throw Problems.Parameter("format must be json or csv."),
        };

    // The table is written at once, into memory; the connection takes it in its own time.
    private static async Task WriteCsvAsync(
        TargetList list,
        Stream stream,
        CancellationToken cancellationToken
    )
    {
        using var table = new MemoryStream();
        TargetFile.WriteCsv(list.Scores, list.Control, table);
        table.Position = 0;
        await table.CopyToAsync(stream, cancellationToken);
    }

    private static ImmutableArray<TargetRow> Rows(TargetList list, int limit)
    {
        var plan = list.Scores.Plan;
        var rows = ImmutableArray.CreateBuilder<TargetRow>();
        foreach (var row in list.Rows.AsSpan()[..Math.Min(limit, list.Rows.Length)])
        {
            var customer = list.Scores.Customers[row];
            rows.Add(
                new TargetRow(
                    customer.CustomerId,
                    plan.Rank[row],
                    plan.Economics.Campaigns[plan.Campaign[row]].Name,
                    list.Control[row],
                    customer.ValueTier,
                    customer.PredictedClv,
                    customer.ChurnProbability,
                    plan.Cost[row],
                    plan.Profit[row],
                    plan.MaxOfferCost[row]
                )
            );
        }
        return rows.DrainToImmutable();
    }
}
