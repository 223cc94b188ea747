using System.ComponentModel;
using ClvPredict.Models;
using ClvPredict.Service.Access;
using ClvPredict.Service.Shop;
using ClvPredict.Service.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClvPredict.Service.Api;

/// <summary>The model and its replacement.</summary>
internal static class ModelEndpoints
{
    public static void MapModel(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/v1/model",
                (LiveShop live) =>
                    TypedResults.Json(ModelResponse.Of(live.Current), ServiceJson.Options)
            )
            .WithName("model")
            .WithSummary("The model that answers: what it is and how good it was")
            .Produces<ModelResponse>();
        routes
            .MapPost("/v1/model/reload", ReloadAsync)
            .WithName("reload")
            .WithSummary("Looks at the model file now, and lets another model take over")
            .RequireAuthorization(AccessSchemes.Admin)
            .Produces<ReloadResponse>()
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<JsonHttpResult<ReloadResponse>> ReloadAsync(
        LiveShop live,
        ServiceMeter meter,
        CancellationToken cancellationToken,
        [Description("Whether the file is loaded even if it is the same.")] bool force = false
    )
    {
        ReloadOutcome outcome;
        try
        {
            outcome = await live.ReloadAsync(force, cancellationToken);
        }
        catch (ModelPackageException)
        {
            meter.Reload(isGood: false);
            throw;
        }
        if (outcome.IsChanged)
            meter.Reload(isGood: true);
        return TypedResults.Json(
            new ReloadResponse(outcome.IsChanged, outcome.Shop.ZipName, outcome.Shop.Manifest.AsOf),
            ServiceJson.Options
        );
    }
}
