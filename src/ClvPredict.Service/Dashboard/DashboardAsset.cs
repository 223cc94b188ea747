using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ClvPredict.Reporting;

namespace ClvPredict.Service.Dashboard;

/// <summary>A file that the pages load. Its address holds its digest, so that browsers may keep it for good.</summary>
internal sealed class DashboardAsset
{
    private DashboardAsset(string name, string contentType, ImmutableArray<byte> content)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content.AsSpan()))[..16];
        Path = $"/assets/{digest}/{name}";
        ContentType = contentType;
        Content = content;
    }

    /// <summary>The style of charts, tables and texts, which the report has too, and that of the pages.</summary>
    public static DashboardAsset Style { get; } =
        new(
            "dashboard.css",
            "text/css; charset=utf-8",
            [.. Encoding.UTF8.GetBytes(ReportStyle.Css), .. Read("dashboard.css")]
        );

    /// <summary>The script of the pages.</summary>
    public static DashboardAsset Script { get; } =
        new("dashboard.js", "text/javascript; charset=utf-8", Read("dashboard.js"));

    /// <summary>The icon.</summary>
    public static DashboardAsset Icon { get; } = new("icon.svg", "image/svg+xml", Read("icon.svg"));

    /// <summary>All of them.</summary>
    public static ImmutableArray<DashboardAsset> All { get; } = [Style, Script, Icon];

    /// <summary>Where the file is found.</summary>
    public string Path { get; }

    /// <summary>Media type.</summary>
    public string ContentType { get; }

    /// <summary>The file.</summary>
    public ImmutableArray<byte> Content { get; }

    private static ImmutableArray<byte> Read(string name)
    {
        using var stream = typeof(DashboardAsset).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return [.. content];
    }
}
