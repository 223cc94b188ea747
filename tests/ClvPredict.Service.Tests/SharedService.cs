namespace ClvPredict.Service.Tests;

/// <summary>A service with scores and the usual limits that the tests of a class share.</summary>
public sealed class SharedService : IAsyncLifetime, IDisposable
{
    private readonly TestShop _folder = new();
    private RunningService? _service;

    internal RunningService Service => _service!;

    public async Task InitializeAsync() =>
        _service = await RunningService.StartAsync(_folder.WithScores());

    public async Task DisposeAsync() => await Service.DisposeAsync();

    public void Dispose() => _folder.Dispose();
}
