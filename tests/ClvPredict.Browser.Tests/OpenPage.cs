using System.Text.Json;
using Microsoft.Playwright;

namespace ClvPredict.Browser.Tests;

/// <summary>A page in a browser window of its own, with what went wrong on it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Response += (_, response) =>
        {
            IsExpected404 |= response.Status == 404 && response.Request.IsNavigationRequest;
            if (response.Status >= 400 && !response.Request.IsNavigationRequest)
                _errors.Add($"{response.Url}: {response.Status}");
        };
        page.Console += (_, message) =>
        {
            // Chromium reports the status of the page itself as an error, too.
            if (
                message.Type is "error" or "warning"
                && !(IsExpected404 && message.Text.Contains("404", StringComparison.Ordinal))
            )
                _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
        page.RequestFailed += (_, request) => _errors.Add($"{request.Url}: {request.Failure}");
    }

    public IPage Page { get; }

    private bool IsExpected404 { get; set; }

    /// <summary>Opens an address.</summary>
    public static async Task<OpenPage> AtAsync(ShopFixture shop, string url)
    {
        var context = await shop.Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 1024, Height = 900 },
                // The policy of our pages keeps out axe, too: it is given to the page from outside.
                BypassCSP = true,
            }
        );
        var open = new OpenPage(context, await context.NewPageAsync());
        await open.Page.GotoAsync(url);
        return open;
    }

    /// <summary>Fails when the browser reported an error, axe finds a serious fault, dark colours lack contrast, or the page
    /// scrolls sideways on a phone, a tablet or a wide screen.</summary>
    public async Task ShouldBeSoundAsync(string name)
    {
        foreach (var width in (int[])[390, 1920, 1024])
            await ShouldFitAsync($"{name}-{width}", width);
        (await SeriousFaultsAsync("axe.run({ resultTypes: ['violations'] })")).ShouldBeEmpty(name);
        await Page.EmulateMediaAsync(
            new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark }
        );
        await KeepAsync($"{name}-dark");
        (
            await SeriousFaultsAsync(
                "axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'] })"
            )
        ).ShouldBeEmpty($"{name} in dark colours");
        _errors.ShouldBeEmpty(name);
    }

    /// <summary>Fails when the browser reported an error or the page scrolls sideways.</summary>
    public async Task ShouldFitAsync(string name, int width)
    {
        await Page.SetViewportSizeAsync(width, 900);
        await KeepAsync(name);
        _errors.ShouldBeEmpty(name);
        (
            await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")
        ).ShouldBeLessThanOrEqualTo(0, $"{name} scrolls sideways");
    }

    /// <summary>Whether something at the start of a line stands at the right.</summary>
    public async Task<bool> IsMirroredAsync(string selector)
    {
        var box = await Page.Locator(selector).First.BoundingBoxAsync();
        return box!.X + (box.Width / 2) > Page.ViewportSize!.Width / 2.0;
    }

    private async Task KeepAsync(string name)
    {
        if (BrowserTools.Screenshots is { } folder)
            await Page.ScreenshotAsync(
                new PageScreenshotOptions
                {
                    Path = Path.Combine(folder, name + ".png"),
                    FullPage = true,
                }
            );
    }

    private async Task<string[]> SeriousFaultsAsync(string run)
    {
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
            await Page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = BrowserTools.Axe });
        var result = await Page.EvaluateAsync<JsonElement>(run);
        return
        [
            .. result
                .GetProperty("violations")
                .EnumerateArray()
                .Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(v =>
                    $"{v.GetProperty("id").GetString()}: {v.GetProperty("help").GetString()} "
                    + v.GetProperty("nodes")[0].GetProperty("html").GetString()
                ),
        ];
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
