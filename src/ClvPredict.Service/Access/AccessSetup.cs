using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClvPredict.Service.Access;

/// <summary>Who may ask for what: with keys, or everyone.</summary>
internal static class AccessSetup
{
    private static readonly TimeSpan s_session = TimeSpan.FromHours(12);

    public static void AddAccess(this IServiceCollection services, AccessKeys? keys)
    {
        // Sessions end with the program; nothing is written to a disk.
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddAntiforgery(SetUp);
        var authentication = services.AddAuthentication(
            keys is null ? AccessSchemes.Open : AccessSchemes.Any
        );
        if (keys is null)
        {
            authentication.AddScheme<AuthenticationSchemeOptions, OpenHandler>(
                AccessSchemes.Open,
                null
            );
        }
        else
        {
            services.AddSingleton(keys);
            authentication
                .AddPolicyScheme(
                    AccessSchemes.Any,
                    null,
                    policy => policy.ForwardDefaultSelector = SchemeFor
                )
                .AddScheme<AuthenticationSchemeOptions, KeyHandler>(AccessSchemes.Key, null)
                .AddCookie(AccessSchemes.Session, SetUp);
        }
        services.AddAuthorization(authorization =>
        {
            authorization.FallbackPolicy = RequireRole(KeyRole.Read);
            authorization.AddPolicy(AccessSchemes.Admin, RequireRole(KeyRole.Admin));
        });
    }

    private static AuthorizationPolicy RequireRole(KeyRole role) =>
        new AuthorizationPolicyBuilder().RequireRole(AccessKeys.NameOf(role)).Build();

    // A cookie goes along with requests that a page of somebody else makes: what changes something through the API needs the
    // key itself.
    private static string SchemeFor(HttpContext context)
    {
        var request = context.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return
            KeyHandler.IsPresent(request)
            || (
                !isSafe
                && request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
            )
            ? AccessSchemes.Key
            : AccessSchemes.Session;
    }

    private static void SetUp(AntiforgeryOptions antiforgery)
    {
        antiforgery.Cookie.Name = "clv-form";
        antiforgery.Cookie.HttpOnly = true;
        antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The frame says the same, and more, in other words.
        antiforgery.SuppressXFrameOptionsHeader = true;
    }

    private static void SetUp(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "clv-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = s_session;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = LoginEndpoints.Path;
        cookie.ReturnUrlParameter = LoginEndpoints.ReturnParameter;
        cookie.Events.OnRedirectToLogin = context =>
        {
            if (WantsPage(context.Request))
                context.Response.Redirect(context.RedirectUri);
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static bool WantsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.Any(accepted =>
            accepted?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true
        );
}
