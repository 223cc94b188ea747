using ClvPredict.Service.Api;
using ClvPredict.Service.Dashboard.Pages;
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
        routes.MapGet(Path, FormAsync).AllowAnonymous().ExcludeFromDescription();
        routes
            .MapPost(Path, EnterAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Login)
            .ExcludeFromDescription();
        routes.MapPost("/logout", LeaveAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static Task FormAsync(HttpContext context, IAntiforgery antiforgery) =>
        Page(context, antiforgery, StatusCodes.Status200OK).ExecuteAsync(context);

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
            return Page(context, antiforgery, StatusCodes.Status401Unauthorized);
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

    private static RazorComponentResult<LoginPage> Page(
        HttpContext context,
        IAntiforgery antiforgery,
        int status
    )
    {
        var token = antiforgery.GetAndStoreTokens(context);
        return new RazorComponentResult<LoginPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                // The form's own action keeps the place to go back to.
                [nameof(LoginPage.Action)] =
                    Path + "?" + ReturnParameter + "=" + Uri.EscapeDataString(Target(context)),
                [nameof(LoginPage.TokenName)] = token.FormFieldName,
                [nameof(LoginPage.Token)] = token.RequestToken,
                [nameof(LoginPage.IsWrong)] = status == StatusCodes.Status401Unauthorized,
            }
        )
        {
            StatusCode = status,
        };
    }

    // Only a path of this service.
    private static string Target(HttpContext context) =>
        context.Request.Query[ReturnParameter] is [['/', ..] path]
        && (path.Length == 1 || path[1] is not ('/' or '\\'))
        && !path.AsSpan().ContainsAnyInRange('\0', '\x1f')
            ? path
            : "/";
}
