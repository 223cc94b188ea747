using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClvPredict.Service.Dashboard;

/// <summary>The pages for people, beside the API for programs.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Adds what the pages need.</summary>
    public static void AddDashboard(this IServiceCollection services)
    {
        // Letters of every language as themselves, not as numbers.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
    }

    /// <summary>Adds the pages and the files that they load.</summary>
    public static RazorComponentsEndpointConventionBuilder MapDashboard(
        this IEndpointRouteBuilder app
    )
    {
        foreach (var asset in DashboardAsset.All)
        {
            var content = asset.Content.ToArray();
            app.MapGet(
                    asset.Path,
                    (HttpResponse response) =>
                    {
                        response.Headers.CacheControl = "public, max-age=31536000, immutable";
                        return Results.Bytes(content, asset.ContentType);
                    }
                )
                .AllowAnonymous()
                .ExcludeFromDescription();
        }
        // An address that is no page, typed by a person: everything else that is not found gets problem details.
        app.MapGet(
                "/{page}",
                (HttpContext context) =>
                    context.Request.GetTypedHeaders().Accept.Any(type => type.SubType == "html")
                        ? new RazorComponentResult<DashboardApp>
                        {
                            StatusCode = StatusCodes.Status404NotFound,
                        }
                        : Results.NotFound()
            )
            .ExcludeFromDescription();
        return app.MapRazorComponents<DashboardApp>();
    }
}
