using ClvPredict.Service.Access;
using ClvPredict.Service.Shop;
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
        CancellationToken cancellationToken,
        bool force = false
    )
    {
        var outcome = await live.ReloadAsync(force, cancellationToken);
        return TypedResults.Json(
            new ReloadResponse(outcome.IsChanged, outcome.Shop.ZipName, outcome.Shop.Manifest.AsOf),
            ServiceJson.Options
        );
    }
}
