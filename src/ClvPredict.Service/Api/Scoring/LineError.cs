using System.Text.Json.Serialization;

namespace ClvPredict.Service.Api.Scoring;

/// <summary>A line of a stream that cannot be scored; the stream goes on.</summary>
/// <param name="Line">Number of the line in the request, from 1 on.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="Pointer">JSON pointer to it; null when it is not a place in the line.</param>
internal sealed record LineError(
    long Line,
    string Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pointer
);
