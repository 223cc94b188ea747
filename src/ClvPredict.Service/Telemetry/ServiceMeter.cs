using System.Diagnostics.Metrics;
using ClvPredict.Service.Shop;

namespace ClvPredict.Service.Telemetry;

/// <summary>What the service counts beyond what the server counts by itself (docs/service.md).</summary>
internal sealed class ServiceMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "ClvPredict.Service";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _scored;
    private readonly Counter<long> _reloads;
    private readonly Histogram<double> _seconds;

    public ServiceMeter(LiveShop live)
    {
        _requests = _meter.CreateCounter<long>(
            "clv.requests",
            null,
            "Requests by route, method and status."
        );
        _seconds = _meter.CreateHistogram(
            "clv.request.duration",
            "s",
            "Time of requests by route.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5],
            }
        );
        _scored = _meter.CreateCounter<long>(
            "clv.customers.scored",
            null,
            "Customers scored on request, by result."
        );
        _reloads = _meter.CreateCounter<long>(
            "clv.model.reloads",
            null,
            "Looks at the model file that found another one, by result."
        );
        _meter.CreateObservableGauge(
            "clv.customers",
            () => live.Current.Customers.Length,
            null,
            "Customers that can be asked for."
        );
        _meter.CreateObservableGauge(
            "clv.model.info",
            () =>
                new Measurement<int>(
                    1,
                    new KeyValuePair<string, object?>("zip", live.Current.ZipName),
                    new KeyValuePair<string, object?>("horizon", live.Current.Horizon)
                ),
            null,
            "The model that answers."
        );
    }

    public void Request(string method, string route, int status, double seconds)
    {
        _requests.Add(1, Tag("method", method), Tag("route", route), Tag("status", status));
        _seconds.Record(seconds, Tag("route", route));
    }

    public void Scored(long customers) => _scored.Add(customers, Tag("result", "scored"));

    public void Refused(long customers) => _scored.Add(customers, Tag("result", "refused"));

    public void Reload(bool isGood) =>
        _reloads.Add(1, Tag("result", isGood ? "loaded" : "refused"));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
