using System.Security.Claims;

namespace ClvPredict.Service.Access;

/// <summary>Who a request is from.</summary>
internal static class KeyPrincipal
{
    /// <summary>Whoever asks where no keys are needed.</summary>
    public static ClaimsPrincipal Anyone { get; } = Of("local", KeyRole.Admin, AccessSchemes.Open);

    /// <summary>The holder of a key.</summary>
    public static ClaimsPrincipal Of(string name, KeyRole role, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, name));
        identity.AddClaim(new Claim(ClaimTypes.Role, AccessKeys.NameOf(KeyRole.Read)));
        if (role == KeyRole.Admin)
            identity.AddClaim(new Claim(ClaimTypes.Role, AccessKeys.NameOf(KeyRole.Admin)));
        return new ClaimsPrincipal(identity);
    }
}
