namespace ClvPredict.Browser.Tests;

/// <summary>A theory that needs a browser and axe-core; skipped, visibly, without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserTools.Missing;
}
