using System.Net;
using ClvPredict.Service.Api;
using ClvPredict.Service.Limits;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClvPredict.Service.Access;

/// <summary>A browser changes a key for a cookie, and gives the cookie back.</summary>
internal static class LoginEndpoints
{
    public const string Path = "/login";
    public const string ReturnParameter = "return";

    private const string KeyField = "key";

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Form).AllowAnonymous().ExcludeFromDescription();
        routes
            .MapPost(Path, EnterAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Login)
            .ExcludeFromDescription();
        routes.MapPost("/logout", LeaveAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static ContentHttpResult Form(HttpContext context, IAntiforgery antiforgery) =>
        Page(context, antiforgery, "", StatusCodes.Status200OK);

    private static async Task<IResult> EnterAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        IServiceProvider services
    )
    {
        var form = await ValidFormAsync(context, antiforgery);
        if (services.GetService(typeof(AccessKeys)) is not AccessKeys keys)
            return TypedResults.LocalRedirect(Target(context));
        if (keys.Find(form[KeyField].ToString().Trim()) is not { } key)
            return Page(
                context,
                antiforgery,
                "There is no such key.",
                StatusCodes.Status401Unauthorized
            );
        await context.SignInAsync(
            AccessSchemes.Session,
            KeyPrincipal.Of(key.Name, key.Role, AccessSchemes.Session)
        );
        return TypedResults.LocalRedirect(Target(context));
    }

    private static async Task<IResult> LeaveAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        IServiceProvider services
    )
    {
        await ValidFormAsync(context, antiforgery);
        if (services.GetService(typeof(AccessKeys)) is not null)
            await context.SignOutAsync(AccessSchemes.Session);
        return TypedResults.LocalRedirect(Path);
    }

    private static async Task<IFormCollection> ValidFormAsync(
        HttpContext context,
        IAntiforgery antiforgery
    )
    {
        if (!context.Request.HasFormContentType)
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType,
                ProblemKind.Http,
                "Expected the form of /login."
            );
        if (!await antiforgery.IsRequestValidAsync(context))
            throw new ProblemException(
                StatusCodes.Status400BadRequest,
                ProblemKind.Http,
                "The form is not one of this service, or too old; load it again."
            );
        return await context.Request.ReadFormAsync(context.RequestAborted);
    }

    private static ContentHttpResult Page(
        HttpContext context,
        IAntiforgery antiforgery,
        string message,
        int status
    )
    {
        var token = antiforgery.GetAndStoreTokens(context);
        // The form's own action keeps the place to go back to.
        var action = Path + "?" + ReturnParameter + "=" + Uri.EscapeDataString(Target(context));
        return TypedResults.Content(
            $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>ClvPredict: key</title>
            <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem} input,button{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;margin:.25rem 0} [role=alert]{color:#a00}</style></head>
            <body><main><h1>ClvPredict</h1>
            {{(message.Length > 0 ? "<p role=\"alert\">" + message + "</p>" : "")}}
            <form method="post" action="{{WebUtility.HtmlEncode(action)}}">
            <input type="hidden" name="{{token.FormFieldName}}" value="{{WebUtility.HtmlEncode(
                token.RequestToken
            )}}">
            <label for="key">Key</label><input id="key" name="{{KeyField}}" type="password" autocomplete="current-password" required autofocus>
            <button>Enter</button></form></main></body></html>
            """,
            "text/html; charset=utf-8",
            statusCode: status
        );
    }

    // Only a path of this service.
    private static string Target(HttpContext context) =>
        context.Request.Query[ReturnParameter] is [['/', ..] path]
        && (path.Length == 1 || path[1] is not ('/' or '\\'))
        && !path.AsSpan().ContainsAnyInRange('\0', '\x1f')
            ? path
            : "/";
}
