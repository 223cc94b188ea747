using System.Diagnostics;
using ClvPredict.TestKit;
using Microsoft.Playwright;

namespace ClvPredict.Browser.Tests;

/// <summary>A browser, a model of the sample orders and clv serve on both, made once for all tests.</summary>
public sealed class ShopFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private Process? _service;
    private string _address = "";

    /// <summary>Name of the collection of tests that share it.</summary>
    public const string Name = "shop";

    /// <summary>The sample orders.</summary>
    public static string Orders => RepositoryFiles.PathOf("data/sample-orders.csv");

    /// <summary>The folder of the model.</summary>
    public string Models => _folder.File("models");

    internal IBrowser Browser { get; private set; } = null!;

    /// <summary>A path in a folder that is deleted after the tests.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Where the service answers.</summary>
    /// <param name="path">Path and query, such as /targets?budget=100.</param>
    public string Address(string path) => _address + path;

    public async Task InitializeAsync()
    {
        if (BrowserTools.Missing is not null)
            return;
        ClvRun
            .InRepository("train", Orders, "--horizon", "90d", "--out", Models, "--seed", "1")
            .ShouldBeDone();
        await ServeAsync();
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
        _service?.Kill(entireProcessTree: true);
        _service?.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        const string Announcement = "listening at ";
        _service = Process.Start(
            new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                ArgumentList =
                {
                    Path.Combine(AppContext.BaseDirectory, "clv.dll"),
                    "serve",
                    Orders,
                    "--model",
                    Models,
                    "--urls",
                    "http://127.0.0.1:0",
                },
            }
        )!;
        var seen = new List<string>();
        while (await _service.StandardError.ReadLineAsync() is { } line)
        {
            seen.Add(line);
            var at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at < 0)
                continue;
            _address = line[(at + Announcement.Length)..].Trim();
            await WaitForReportAsync();
            // What it says later must not fill the pipe.
            _ = _service.StandardError.ReadToEndAsync();
            return;
        }
        throw new InvalidOperationException(string.Join('\n', seen));
    }

    // On a busy machine the first pages would say that they are being computed.
    private async Task WaitForReportAsync()
    {
        using var client = new HttpClient();
        while (
            (await client.GetStringAsync(new Uri(Address("/")))).Contains(
                "data-reload",
                StringComparison.Ordinal
            )
        )
            await Task.Delay(TimeSpan.FromSeconds(1));
    }
}
