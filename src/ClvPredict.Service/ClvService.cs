using ClvPredict.Service.Access;
using ClvPredict.Service.Api;
using ClvPredict.Service.Api.Scoring;
using ClvPredict.Service.Dashboard;
using ClvPredict.Service.Limits;
using ClvPredict.Service.Shop;
using ClvPredict.Service.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ClvPredict.Service;

/// <summary>The HTTP service: API, dashboard and what surrounds them (docs/service.md).</summary>
public static class ClvService
{
    private const double LeastBytesSent = 240;
    private const double LeastBytesTaken = 5000;
    private const int MaxHeaderBytes = 16 * 1024;
    private const int MaxHeaders = 64;

    /// <summary>Builds the service; it listens when it is run.</summary>
    /// <param name="live">The shop that answers; not disposed with the service.</param>
    /// <param name="options">Where it listens and what it grants.</param>
    /// <exception cref="ArgumentException">An address is none, a limit is out of range, or other machines could ask without a key.</exception>
    public static WebApplication Build(LiveShop live, ClvServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var addresses = options.Addresses();
        // Nothing is read from the folder or the environment but what the options say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => Listen(kestrel, addresses, options.Limits));
        AddLogging(builder.Logging, builder.Services, options);
        AddServices(builder.Services, live, options);
        var app = builder.Build();
        // Counts from the first request on.
        app.Services.GetRequiredService<ServiceMetrics>();
        app.UseMiddleware<RequestFrame>();
        app.UseMiddleware<OriginGuard>(new OriginRules(options.Keys is null));
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapLogin();
        app.MapCustomers();
        app.MapModel();
        app.MapScoring();
        app.MapTargets();
        app.MapResults();
        app.MapDashboard();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }

    private static void AddLogging(
        ILoggingBuilder logging,
        IServiceCollection services,
        ClvServiceOptions options
    )
    {
        logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        services.Configure<JsonConsoleFormatterOptions>(json =>
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ"
        );
        services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        logging.SetMinimumLevel(LogLevel.Information);
        // What the framework says of requests names their paths, and so customers.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Error);
        // Whoever starts the service is told by an exception why it does not.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddFilter(typeof(KeyHandler).Namespace, LogLevel.Warning);
        if (options.LogsRequests)
            logging.AddFilter(typeof(RequestFrame).FullName, LogLevel.Debug);
    }

    private static void AddServices(
        IServiceCollection services,
        LiveShop live,
        ClvServiceOptions options
    )
    {
        services.AddRoutingCore();
        services.AddDashboard();
        services.AddSingleton(live);
        services.AddSingleton(options.Limits);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ServiceMeter>();
        services.AddSingleton<ServiceMetrics>();
        services.AddApiDescription();
        services.AddAccess(options.Keys);
        services.AddRateLimits(options.Limits);
        services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = options.Limits.RequestTime,
                TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            }
        );
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Limits.DrainTime);
        services.AddHostedService(provider =>
            ActivatorUtilities.CreateInstance<ModelWatch>(provider, options.ModelWatch)
        );
    }

    private static void Listen(
        KestrelServerOptions kestrel,
        ListenAddress[] addresses,
        ServiceLimits limits
    )
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.MaxBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
        kestrel.Limits.RequestHeadersTimeout = limits.HeaderTime;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(LeastBytesSent, limits.StallTime);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(LeastBytesTaken, limits.StallTime);
        var connections = new ConnectionLimit(limits.MaxConnections);
        foreach (var address in addresses)
            address.Apply(
                kestrel,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.Use(next => connections.Wrap(next, isClear: !address.IsHttps));
                }
            );
    }
}
