using ClvPredict.Service.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClvPredict.Service.Shop;

/// <summary>Looks at the model file once in a while, so that a model that clv train promotes takes over by itself.</summary>
internal sealed partial class ModelWatch(
    LiveShop live,
    TimeSpan interval,
    TimeProvider time,
    ServiceMeter meter,
    ILogger<ModelWatch> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            var outcome = await live.ReloadAsync(cancellationToken: stoppingToken);
            if (outcome.IsChanged)
            {
                meter.Reload(isGood: true);
                LogLoaded(outcome.Shop.ZipName, outcome.Shop.Manifest.AsOf);
            }
        }
        // Whatever is wrong with the file, the present model goes on answering.
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            meter.Reload(isGood: false);
            LogRefused(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Model {Zip} of {AsOf} has taken over")]
    private partial void LogLoaded(string zip, DateOnly asOf);

    [LoggerMessage(LogLevel.Error, "The present model stays: {Reason}")]
    private partial void LogRefused(string reason);
}
