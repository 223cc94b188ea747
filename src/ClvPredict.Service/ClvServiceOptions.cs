using System.Collections.Immutable;
using ClvPredict.Service.Access;
using ClvPredict.Service.Limits;

namespace ClvPredict.Service;

/// <summary>Where a service listens and what it grants.</summary>
public sealed record ClvServiceOptions
{
    /// <summary>Where it listens by default.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Addresses such as http://127.0.0.1:8080 or http://0.0.0.0:80; port 0 takes a free one.</summary>
    public ImmutableArray<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>Who may ask; null for everyone, which is taken only where nobody but programs of this machine can.</summary>
    public AccessKeys? Keys { get; init; }

    /// <summary>What one client may ask.</summary>
    public ServiceLimits Limits { get; init; } = new();

    /// <summary>How often the model file is looked at.</summary>
    public TimeSpan ModelWatch { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether every request is logged, and not only those that fail.</summary>
    public bool LogsRequests { get; init; }

    /// <summary>Refuses what a service could not or should not do.</summary>
    /// <exception cref="ArgumentException">An address is none, a limit is out of range, or other machines could ask without a key.</exception>
    public void Validate()
    {
        Limits.Validate();
        var addresses = Addresses();
        if (addresses.Length == 0)
            throw new ArgumentException("There is no address to listen at.");
        if (Array.Find(addresses, a => a.IsHttps) is { } encrypted)
            throw new ArgumentException(
                $"{encrypted}: the service speaks http; put a proxy that ends TLS before it."
            );
        if (Keys is null && Array.Find(addresses, a => !a.IsLoopback) is { } open)
            throw new ArgumentException(
                $"{open} can be reached from other machines, and there are no keys: make one with `clv serve keys add NAME --keys FILE` and name the file with --keys, or listen at 127.0.0.1."
            );
    }

    internal ListenAddress[] Addresses() => [.. Urls.Select(ListenAddress.Parse)];
}
