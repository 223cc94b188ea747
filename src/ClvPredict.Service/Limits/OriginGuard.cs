using ClvPredict.Service.Api;
using Microsoft.AspNetCore.Http;

namespace ClvPredict.Service.Limits;

/// <summary>
/// Keeps pages of others from asking in the name of whoever looks at them: nothing that changes something is taken from another
/// origin, and where no keys are needed the name by which the service is called must be one of this machine (DNS rebinding).
/// </summary>
internal sealed class OriginGuard(RequestDelegate next, OriginRules rules)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (rules.IsOpen && !IsOfThisMachine(request.Host.Host))
            throw new ProblemException(
                StatusCodes.Status421MisdirectedRequest,
                ProblemKind.Http,
                "Without keys the service answers to localhost, 127.0.0.1 and [::1] only."
            );
        if (!IsSafe(request.Method) && IsFromElsewhere(request))
            throw new ProblemException(
                StatusCodes.Status403Forbidden,
                ProblemKind.Http,
                "The request comes from a page of another origin."
            );
        return next(context);
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static bool IsFromElsewhere(HttpRequest request)
    {
        var headers = request.Headers;
        if (headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
            return site is not ("same-origin" or "none");
        return headers.Origin is [{ Length: > 0 } origin]
            && !(
                Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && uri.Authority.Equals(
                    request.Host.ToUriComponent(),
                    StringComparison.OrdinalIgnoreCase
                )
            );
    }

    private static bool IsOfThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (
            System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address)
            && System.Net.IPAddress.IsLoopback(address)
        );
}
