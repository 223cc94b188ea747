using System.Collections.Frozen;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClvPredict.Service.Access;

/// <summary>Takes a key from Authorization: Bearer or X-Api-Key.</summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AccessKeys keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    private readonly FrozenDictionary<string, AuthenticateResult> _results =
        keys.All.ToFrozenDictionary(
            key => key.Name,
            key =>
                AuthenticateResult.Success(
                    new AuthenticationTicket(
                        KeyPrincipal.Of(key.Name, key.Role, AccessSchemes.Key),
                        AccessSchemes.Key
                    )
                ),
            StringComparer.Ordinal
        );

    /// <summary>Whether a request brings a key.</summary>
    public static bool IsPresent(HttpRequest request) =>
        request.Headers.ContainsKey(Header) || request.Headers.Authorization.Count > 0;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var headers = Request.Headers;
        ReadOnlySpan<char> key =
            headers[Header] is [{ Length: > 0 } own] ? own
            : headers.Authorization is [{ } text]
            && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? text.AsSpan(Bearer.Length).Trim()
            : default;
        if (key.IsEmpty)
            return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(
            keys.Find(key) is { } found
                ? _results[found.Name]
                : AuthenticateResult.Fail("no such key")
        );
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
