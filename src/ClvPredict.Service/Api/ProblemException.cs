namespace ClvPredict.Service.Api;

/// <summary>A request that cannot be answered, as the client is told (RFC 9457).</summary>
internal sealed class ProblemException(int status, ProblemKind kind, string detail)
    : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What sort of problem it is.</summary>
    public ProblemKind Kind { get; } = kind;

    /// <summary>JSON pointer (RFC 6901) to what is wrong in the request's body; null when it is not a place in it.</summary>
    public string? Pointer { get; init; }
}
