using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ClvPredict.Service.Api;

/// <summary>
/// The id under which a request is logged and answered: that of the client's X-Request-Id, or the trace id of its traceparent,
/// where they are well-formed; otherwise one of the service's own.
/// </summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";

    private const int LongestId = 64;
    private static readonly SearchValues<char> s_allowed = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_."
    );

    /// <summary>The id of a request.</summary>
    public static string Of(HttpContext context) => context.TraceIdentifier;

    /// <summary>Gives a request its id.</summary>
    public static void Set(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers[Header] is [{ } given] && IsId(given))
            context.TraceIdentifier = given;
        else if (
            headers.TraceParent is [{ } parent]
            && ActivityContext.TryParse(parent, null, out var trace)
        )
            context.TraceIdentifier = trace.TraceId.ToHexString();
    }

    // Nothing that could break a log line or a header.
    private static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && !text.AsSpan().ContainsAnyExcept(s_allowed);
}
