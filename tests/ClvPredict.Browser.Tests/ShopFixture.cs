using ClvPredict.TestKit;
using Microsoft.Playwright;

namespace ClvPredict.Browser.Tests;

/// <summary>A browser and a model of the sample orders, made once for all tests.</summary>
public sealed class ShopFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;

    /// <summary>Name of the collection of tests that share it.</summary>
    public const string Name = "shop";

    /// <summary>The sample orders.</summary>
    public static string Orders => RepositoryFiles.PathOf("data/sample-orders.csv");

    /// <summary>The folder of the model.</summary>
    public string Models => _folder.File("models");

    internal IBrowser Browser { get; private set; } = null!;

    /// <summary>A path in a folder that is deleted after the tests.</summary>
    public string File(string name) => _folder.File(name);

    public async Task InitializeAsync()
    {
        if (BrowserTools.Missing is not null)
            return;
        ClvRun
            .InRepository("train", Orders, "--horizon", "90d", "--out", Models, "--seed", "1")
            .ShouldBeDone();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = BrowserTools.Chromium,
                Args = ["--no-sandbox", "--disable-gpu"],
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
    }

    public void Dispose()
    {
        _playwright?.Dispose();
        _folder.Dispose();
    }
}
