using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClvPredict.Models.Package;

namespace ClvPredict.Service.Api;

/// <summary>How the service writes and reads JSON: as <c>--json</c> of the commands, without spaces, and strict in what it takes.</summary>
internal static class ServiceJson
{
    /// <summary>Objects and arrays within each other that a request may have.</summary>
    public const int MaxDepth = 16;

    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(PackageJson.Options)
        {
            WriteIndented = false,
            MaxDepth = MaxDepth,
            AllowDuplicateProperties = false,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(
                ServiceJsonContext.Default,
                new DefaultJsonTypeInfoResolver()
            ),
        };
        options.MakeReadOnly();
        return options;
    }
}
