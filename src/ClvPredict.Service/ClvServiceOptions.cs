using System.Collections.Immutable;

namespace ClvPredict.Service;

/// <summary>Where a service listens and what it grants.</summary>
public sealed record ClvServiceOptions
{
    /// <summary>Where it listens by default.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Addresses such as http://127.0.0.1:8080 or http://0.0.0.0:80; port 0 takes a free one.</summary>
    public ImmutableArray<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>How often the model file is looked at.</summary>
    public TimeSpan ModelWatch { get; init; } = TimeSpan.FromSeconds(5);
}
