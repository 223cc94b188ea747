using ClvPredict.Service.Api;
using ClvPredict.Service.Shop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClvPredict.Service;

/// <summary>The HTTP service: API, dashboard and what surrounds them (docs/service.md).</summary>
public static class ClvService
{
    /// <summary>Builds the service; it listens when it is run.</summary>
    /// <param name="live">The shop that answers; not disposed with the service.</param>
    /// <param name="options">Where it listens and what it grants.</param>
    /// <exception cref="ArgumentException">An address is none.</exception>
    public static WebApplication Build(LiveShop live, ClvServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(options);
        var addresses = options.Urls.Select(ListenAddress.Parse).ToArray();
        if (addresses.FirstOrDefault(a => !a.IsLoopback) is { } open)
            throw new ArgumentException(
                $"{open} can be reached from other machines, and there are no keys yet; listen at 127.0.0.1."
            );
        // Nothing is read from the folder or the environment but what the options say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, addresses));
        AddServices(builder, live, options);
        var app = builder.Build();
        app.UseMiddleware<RequestFrame>();
        app.UseRouting();
        app.MapHealth();
        app.MapCustomers();
        app.MapModel();
        return app;
    }

    private static void AddServices(
        WebApplicationBuilder builder,
        LiveShop live,
        ClvServiceOptions options
    )
    {
        builder.Logging.AddJsonConsole().SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(live);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostedService(services =>
            ActivatorUtilities.CreateInstance<ModelWatch>(services, options.ModelWatch)
        );
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress[] addresses)
    {
        kestrel.AddServerHeader = false;
        foreach (var address in addresses)
            address.Apply(kestrel, _ => { });
    }
}
