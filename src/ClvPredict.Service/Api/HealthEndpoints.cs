using ClvPredict.Service.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ClvPredict.Service.Api;

/// <summary>What watchers ask.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/healthz", () => TypedResults.Text("ok\n"))
            .WithName("healthz")
            .WithSummary("Whether the program runs")
            .AllowAnonymous()
            .DisableRateLimiting();
        routes
            .MapGet(
                "/readyz",
                (IHostApplicationLifetime lifetime) =>
                    lifetime.ApplicationStopping.IsCancellationRequested
                        ? TypedResults.Text(
                            "stopping\n",
                            statusCode: StatusCodes.Status503ServiceUnavailable
                        )
                        : TypedResults.Text("ready\n")
            )
            .WithName("readyz")
            .WithSummary("Whether requests should be sent here")
            .AllowAnonymous()
            .DisableRateLimiting();
        routes
            .MapGet(
                "/metrics",
                (ServiceMetrics metrics) =>
                    TypedResults.Text(metrics.Text(), PrometheusExporter.MediaType)
            )
            .WithName("metrics")
            .WithSummary("What the service counts, in the text format of Prometheus")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
    }
}
