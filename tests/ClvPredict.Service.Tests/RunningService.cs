using System.Text;
using System.Text.Json;
using ClvPredict.Service.Shop;
using Microsoft.AspNetCore.Builder;

namespace ClvPredict.Service.Tests;

/// <summary>A service on a free port of loopback, on the real server.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly LiveShop _live;
    private readonly WebApplication _app;

    private RunningService(LiveShop live, WebApplication app)
    {
        _live = live;
        _app = app;
        Url = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Url };
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    public LiveShop Live => _live;

    public static async Task<RunningService> StartAsync(
        ShopSource source,
        Func<ClvServiceOptions, ClvServiceOptions>? change = null
    )
    {
        var options = new ClvServiceOptions
        {
            Urls = ["http://127.0.0.1:0"],
            ModelWatch = TimeSpan.FromHours(1),
        };
        var live = new LiveShop(source);
        var app = ClvService.Build(live, change?.Invoke(options) ?? options);
        await app.StartAsync();
        return new RunningService(live, app);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var text = await Client.GetStringAsync(new Uri(path, UriKind.Relative));
        return JsonDocument.Parse(text).RootElement;
    }

    public Task<HttpResponseMessage> PostAsync(
        string path,
        string body,
        string mediaType = "application/json"
    ) =>
        Client.PostAsync(
            new Uri(path, UriKind.Relative),
            new StringContent(body, Encoding.UTF8, mediaType)
        );

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _live.Dispose();
    }
}
