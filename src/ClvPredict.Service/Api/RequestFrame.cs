using System.Diagnostics;
using ClvPredict.Service.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ClvPredict.Service.Api;

/// <summary>
/// What surrounds every request: its id, the headers that make browsers careful, problem details for whatever goes wrong, and
/// the log, which names routes and never customers.
/// </summary>
internal sealed partial class RequestFrame(
    RequestDelegate next,
    ServiceMeter meter,
    ILogger<RequestFrame> logger
)
{
    private const string ContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        RequestId.Set(context);
        SetHeaders(context.Response.Headers, context);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
            await WriteBareStatusAsync(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(context, e);
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
        var (route, status) = (Route(context), context.Response.StatusCode);
        var time = Stopwatch.GetElapsedTime(started);
        meter.Request(Method(context), route, status, time.TotalSeconds);
        if (logger.IsEnabled(LogLevel.Debug))
            LogRequest(
                Method(context),
                route,
                status,
                time.TotalMilliseconds,
                context.User.Identity?.Name ?? "",
                RequestId.Of(context)
            );
    }

    private static void SetHeaders(IHeaderDictionary headers, HttpContext context)
    {
        headers[RequestId.Header] = RequestId.Of(context);
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            // What programs read is no page, wherever it is opened.
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        }
        else
        {
            headers.ContentSecurityPolicy = ContentSecurity;
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    // Statuses that routing and limits set without a word, such as 404, 405 and 415.
    private static Task WriteBareStatusAsync(HttpContext context)
    {
        var response = context.Response;
        return
            response.StatusCode < StatusCodes.Status400BadRequest
            || response.HasStarted
            || response.ContentType is not null
            || HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : Problems.WriteAsync(
                context,
                new ProblemException(response.StatusCode, ProblemKind.Http, "")
            );
    }

    private async Task FailAsync(HttpContext context, Exception e)
    {
        var problem = Problems.Of(e);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
            // The message of an exception may quote data; where it came from cannot.
            LogFailure(
                Route(context),
                e.GetType().FullName ?? "",
                e.StackTrace ?? "",
                RequestId.Of(context)
            );
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        SetHeaders(context.Response.Headers, context);
        await Problems.WriteAsync(context, problem);
    }

    // A method is text of the client's.
    private static string Method(HttpContext context) =>
        context.Request.Method is { } method
        && (
            HttpMethods.IsGet(method)
            || HttpMethods.IsPost(method)
            || HttpMethods.IsHead(method)
            || HttpMethods.IsOptions(method)
        )
            ? method
            : "other";

    private static string Route(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint route ? route.RoutePattern.RawText ?? "" : "none";

    [LoggerMessage(
        LogLevel.Debug,
        "{Method} {Route} {Status} in {Milliseconds} ms for {Key}, request {RequestId}"
    )]
    private partial void LogRequest(
        string method,
        string route,
        int status,
        double milliseconds,
        string key,
        string requestId
    );

    [LoggerMessage(
        LogLevel.Error,
        "{Route} failed with {ExceptionType}, request {RequestId}: {StackTrace}"
    )]
    private partial void LogFailure(
        string route,
        string exceptionType,
        string stackTrace,
        string requestId
    );
}
