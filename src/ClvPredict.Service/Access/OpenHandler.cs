using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClvPredict.Service.Access;

/// <summary>Lets everyone do everything: for services that only programs of the same machine reach.</summary>
internal sealed class OpenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly Task<AuthenticateResult> s_anyone = Task.FromResult(
        AuthenticateResult.Success(
            new AuthenticationTicket(KeyPrincipal.Anyone, AccessSchemes.Open)
        )
    );

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => s_anyone;
}
