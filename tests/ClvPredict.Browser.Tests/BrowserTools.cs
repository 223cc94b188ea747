namespace ClvPredict.Browser.Tests;

/// <summary>What the tests need beside the .NET SDK, found through the environment.</summary>
internal static class BrowserTools
{
    /// <summary>Path of a Chromium program.</summary>
    public static string? Chromium { get; } = Environment.GetEnvironmentVariable("CLV_CHROMIUM");

    /// <summary>Path of axe.min.js of the npm package axe-core.</summary>
    public static string? Axe { get; } = Environment.GetEnvironmentVariable("CLV_AXE");

    /// <summary>Folder that screenshots are kept in; null for none.</summary>
    public static string? Screenshots { get; } =
        Environment.GetEnvironmentVariable("CLV_SCREENSHOTS");

    /// <summary>Why nothing can be tested; null when everything is there.</summary>
    public static string? Missing { get; } =
        Chromium is null ? "the environment variable CLV_CHROMIUM is not set"
        : Axe is null ? "the environment variable CLV_AXE is not set"
        : null;
}
