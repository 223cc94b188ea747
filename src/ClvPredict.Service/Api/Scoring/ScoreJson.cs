using System.Text.Json.Serialization;

namespace ClvPredict.Service.Api.Scoring;

/// <summary>The generated reading and writing of what is scored: strict, so that a misspelt column is an error and not a missing one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = ServiceJson.MaxDepth
)]
[JsonSerializable(typeof(ScoreRequest))]
[JsonSerializable(typeof(ScoreCustomer))]
[JsonSerializable(typeof(ScoreResponse))]
[JsonSerializable(typeof(ScoredCustomer))]
[JsonSerializable(typeof(LineError))]
internal sealed partial class ScoreJson : JsonSerializerContext;
