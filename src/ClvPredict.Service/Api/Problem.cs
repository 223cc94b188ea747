using System.Text.Json.Serialization;

namespace ClvPredict.Service.Api;

/// <summary>Why a request was not answered: problem details as RFC 9457 has them.</summary>
internal sealed record Problem
{
    /// <summary>Media type of a problem.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>URI of the sort of problem; about:blank when the status says it all.</summary>
    public required string Type { get; init; }

    /// <summary>The sort of problem in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong with this request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>JSON pointer to what is wrong in the body.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pointer { get; init; }

    /// <summary>The id under which the request is logged.</summary>
    public required string RequestId { get; init; }
}
