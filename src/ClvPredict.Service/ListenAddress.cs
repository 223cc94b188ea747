using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClvPredict.Service;

/// <summary>A place to listen.</summary>
/// <param name="Host">localhost, an address, or * for all addresses of the machine.</param>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="IsHttps">Whether connections are encrypted.</param>
internal sealed record ListenAddress(string Host, int Port, bool IsHttps)
{
    /// <summary>Whether nobody but programs of this machine can connect.</summary>
    public bool IsLoopback =>
        Host == "localhost"
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Reads a URL.</summary>
    /// <exception cref="ArgumentException">It is no address to listen at.</exception>
    public static ListenAddress Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        // Uri knows no host that is a star.
        var isAny =
            url.Contains("://*", StringComparison.Ordinal)
            || url.Contains("://+", StringComparison.Ordinal);
        var text = isAny
            ? url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
                .Replace("://+", "://0.0.0.0", StringComparison.Ordinal)
            : url;
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.PathAndQuery != "/"
            || uri.UserInfo.Length > 0
            || !(uri.Host == "localhost" || IPAddress.TryParse(uri.DnsSafeHost, out _))
        )
            throw new ArgumentException(
                $"\"{(url.Length > 80 ? url[..80] : url)}\" is no address to listen at; expected such as http://127.0.0.1:8080, http://localhost:8080 or http://0.0.0.0:80."
            );
        return new ListenAddress(isAny ? "*" : uri.DnsSafeHost, uri.Port, uri.Scheme == "https");
    }

    /// <summary>Makes a server listen there.</summary>
    public void Apply(KestrelServerOptions kestrel, Action<ListenOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        if (Host == "*")
            kestrel.ListenAnyIP(Port, configure);
        else if (Host == "localhost" && Port > 0)
            kestrel.ListenLocalhost(Port, configure);
        else
            kestrel.Listen(
                Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(Host),
                Port,
                configure
            );
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsHttps ? "https" : "http")}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}"
        );
}
