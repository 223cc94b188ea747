using System.Text.Json;
using ClvPredict.Service.Limits;
using ClvPredict.Service.Shop;
using ClvPredict.Service.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace ClvPredict.Service.Api.Scoring;

/// <summary>Scores what is sent: a few customers at once, or a stream of them.</summary>
internal static class ScoreEndpoints
{
    public static void MapScoring(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/v1/score", ScoreAsync)
            .WithName("score")
            .WithSummary("Scores customers from the orders, or features, that are sent")
            .Accepts<ScoreRequest>("application/json")
            .Produces<ScoreResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes
            .MapPost("/v1/score/stream", StreamAsync)
            .WithName("score-stream")
            .WithSummary("Scores a stream: one customer a line, one answer a line")
            .WithDescription(
                "Every line that is not blank is a customer as in POST /v1/score, and gets exactly one line in answer, in order: the score, or {\"line\": n, \"error\": …} with the line's number. Lines are answered as they come, with one model from the first line to the last."
            )
            .WithMetadata(new DisableRequestTimeoutAttribute())
            .Accepts<ScoreCustomer>(ScoreStream.MediaType)
            .Produces<ScoredCustomer>(StatusCodes.Status200OK, ScoreStream.MediaType)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
    }

    private static async Task ScoreAsync(
        HttpContext context,
        LiveShop live,
        ServiceLimits limits,
        ServiceMeter meter
    )
    {
        var shop = live.Current;
        RequireMediaType(context.Request, "application/json");
        var request =
            await JsonSerializer.DeserializeAsync(
                context.Request.BodyReader,
                ScoreJson.Default.ScoreRequest,
                context.RequestAborted
            ) ?? throw new JsonException("null");
        var customers = request.Customers ?? throw new JsonException("null");
        if (customers.Length > limits.MaxCustomers)
            throw new ProblemException(
                StatusCodes.Status413PayloadTooLarge,
                ProblemKind.TooMany,
                $"A request has at most {limits.MaxCustomers} customers; this one has {customers.Length}. More go to /v1/score/stream."
            );
        var scorer = new RequestScorer(shop);
        var asOf = request.AsOf ?? shop.Manifest.AsOf;
        var scores = new ScoredCustomer[customers.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            var place = $"/customers/{i}";
            var customer = customers[i] ?? throw new JsonException("null");
            if (customer.AsOf is not null)
                throw new ProblemException(
                    StatusCodes.Status422UnprocessableEntity,
                    ProblemKind.InvalidOrders,
                    "as_of stands beside customers, for all of them."
                )
                {
                    Pointer = place + "/as_of",
                };
            scores[i] = scorer.Score(customer, asOf, place);
        }
        meter.Scored(scores.Length);
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.BodyWriter,
            new ScoreResponse(shop.ZipName, asOf, shop.Manifest.Horizon, shop.Currency, scores),
            ScoreJson.Default.ScoreResponse,
            context.RequestAborted
        );
    }

    private static Task StreamAsync(
        HttpContext context,
        LiveShop live,
        ServiceLimits limits,
        ServiceMeter meter
    )
    {
        RequireMediaType(context.Request, ScoreStream.MediaType);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = null;
        return new ScoreStream(live.Current, limits.MaxLineBytes, meter).RunAsync(
            context.Request.BodyReader,
            context.Response,
            context.RequestAborted
        );
    }

    private static void RequireMediaType(HttpRequest request, string wanted)
    {
        var given = request.ContentType.AsSpan();
        var end = given.IndexOf(';');
        if (
            !(end < 0 ? given : given[..end])
                .Trim()
                .Equals(wanted, StringComparison.OrdinalIgnoreCase)
        )
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType,
                ProblemKind.Http,
                $"Content-Type must be {wanted}."
            );
    }
}
