namespace ClvPredict.Browser.Tests;

/// <summary>A fact that needs a browser and axe-core; skipped, visibly, without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserTools.Missing;
}
