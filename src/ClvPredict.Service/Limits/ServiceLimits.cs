using System.Globalization;

namespace ClvPredict.Service.Limits;

/// <summary>What one client may ask of a service.</summary>
public sealed record ServiceLimits
{
    /// <summary>Most bytes of a request's body, at least 1; a stream of lines may be longer.</summary>
    public long MaxBodyBytes { get; init; } = 10_000_000;

    /// <summary>Most bytes of a line of a stream, at least 1.</summary>
    public int MaxLineBytes { get; init; } = 1_000_000;

    /// <summary>Most customers, or rows, of one request, at least 1; a stream may have more.</summary>
    public int MaxCustomers { get; init; } = 10_000;

    /// <summary>Longest time for a request, above zero; a stream may take longer as long as it goes on.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for the headers of a request, above zero.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time without a byte of a body, or without the client taking any, above zero.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests a second for each key, or each address where there are no keys; 0 for no limit.</summary>
    public int RequestsPerSecond { get; init; } = 1000;

    /// <summary>Attempts to log in a minute for each address, at least 1.</summary>
    public int LoginsPerMinute { get; init; } = 10;

    /// <summary>Most connections at a time, at least 1; more get 503 and are closed.</summary>
    public int MaxConnections { get; init; } = 1000;

    /// <summary>Longest time for requests under way when the service is told to stop.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentException">One or more are; the message lists all.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        AtLeast(nameof(MaxBodyBytes), MaxBodyBytes, 1);
        AtLeast(nameof(MaxLineBytes), MaxLineBytes, 1);
        AtLeast(nameof(MaxCustomers), MaxCustomers, 1);
        AtLeast(nameof(RequestsPerSecond), RequestsPerSecond, 0);
        AtLeast(nameof(LoginsPerMinute), LoginsPerMinute, 1);
        AtLeast(nameof(MaxConnections), MaxConnections, 1);
        AboveZero(nameof(RequestTime), RequestTime);
        AboveZero(nameof(HeaderTime), HeaderTime);
        AboveZero(nameof(StallTime), StallTime);
        AboveZero(nameof(DrainTime), DrainTime);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));

        void AtLeast(string name, long value, long least)
        {
            if (value < least)
                faults.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} is {value}; it must be at least {least}."
                    )
                );
        }

        void AboveZero(string name, TimeSpan value)
        {
            if (value <= TimeSpan.Zero)
                faults.Add($"{name} is {value}; it must be above zero.");
        }
    }
}
