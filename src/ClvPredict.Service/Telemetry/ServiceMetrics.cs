using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace ClvPredict.Service.Telemetry;

/// <summary>
/// Adds up what the meters of the service, the server and the runtime say: as text for Prometheus, and for a collector of OpenTelemetry
/// where OTEL_EXPORTER_OTLP_ENDPOINT names one.
/// </summary>
internal sealed class ServiceMetrics : IDisposable
{
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly PrometheusExporter _prometheus = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;
    private readonly Lock _collecting = new();

    public ServiceMetrics(ServiceMeter meter)
    {
        // Asked for, so that it is there before the first request.
        ArgumentNullException.ThrowIfNull(meter);
        _reader = new BaseExportingMetricReader(_prometheus);
        var builder = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("clv-serve"))
            .AddMeter(ServiceMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel")
            .AddReader(_reader);
        if (Environment.GetEnvironmentVariable(CollectorVariable) is { Length: > 0 })
            builder = builder.AddOtlpExporter();
        _provider = builder.Build();
    }

    /// <summary>Everything counted so far, in the text format of Prometheus (version 0.0.4).</summary>
    public string Text()
    {
        lock (_collecting)
        {
            _prometheus.Collect?.Invoke(Timeout.Infinite);
            return _prometheus.Text;
        }
    }

    public void Dispose()
    {
        _provider.Dispose();
        _reader.Dispose();
        _prometheus.Dispose();
    }
}
