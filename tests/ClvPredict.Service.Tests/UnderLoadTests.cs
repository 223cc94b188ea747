using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClvPredict.Service.Tests;

/// <summary>What must hold while many ask at a time.</summary>
public sealed class UnderLoadTests : IDisposable
{
    private const string Body =
        """{"customers":[{"customer_id":"a","orders":[{"order_date":"2024-03-02","amount":61.2}]}]}""";

    private readonly TestShop _folder = new();

    [Fact]
    public async Task Connections_TenThousandOrAsManyAsHandlesAllow_AreServedOrRefusedPolitely()
    {
        // Both ends are in this process; the service holds those it has let in and 4,096 it is refusing.
        const int most = 100;
        var handles = FileHandles();
        var count = Math.Min(10_000, Math.Max((handles - 1000) / 2, handles - 5000));
        await using var service = await RunningService.StartAsync(
            _folder.WithoutCustomers(),
            o => o with { Limits = o.Limits with { MaxConnections = most } }
        );
        var request = Encoding.ASCII.GetBytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var sockets = new Socket[count];

        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (i, stop) =>
            {
                sockets[i] = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await sockets[i].ConnectAsync(service.Url.Host, service.Url.Port, stop);
            }
        );
        var answers = new string[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (i, stop) => answers[i] = await AskAsync(sockets[i], request, stop)
        );
        foreach (var socket in sockets)
            socket.Dispose();
        using var later = await service.Client.GetAsync(new Uri("/healthz", UriKind.Relative));

        var served = answers.Count(a => a.StartsWith("HTTP/1.1 200", StringComparison.Ordinal));
        var refused = answers.Count(a => a.StartsWith("HTTP/1.1 503", StringComparison.Ordinal));
        served.ShouldBeInRange(1, most + (count / 100));
        (served + refused).ShouldBeGreaterThan(count * 99 / 100);
        answers
            .First(a => a.StartsWith("HTTP/1.1 503", StringComparison.Ordinal))
            .ShouldContain("Retry-After: 1\r\n");
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reload_AgainAndAgainUnderLoad_FailsNoRequest()
    {
        await using var service = await RunningService.StartAsync(
            _folder.WithoutCustomers(),
            o => o with { Limits = o.Limits with { RequestsPerSecond = 0 } }
        );
        using var stop = new CancellationTokenSource();
        var asked = Enumerable
            .Range(0, 4)
            .Select(_ => Task.Run(() => AskUntilAsync(service, stop.Token)))
            .ToArray();

        for (var i = 0; i < 10; i++)
        {
            _folder.Use(i % 2 == 0 ? TestShop.Second : TestShop.First);
            using var reloaded = await service.PostAsync("/v1/model/reload", "");
            reloaded.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        _folder.Use(TestShop.First[..500]);
        using var refused = await service.PostAsync("/v1/model/reload", "");
        await stop.CancelAsync();

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var statuses = (await Task.WhenAll(asked)).SelectMany(s => s).ToArray();
        statuses.Length.ShouldBeGreaterThan(10);
        statuses.ShouldAllBe(s => s == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stop_WhileAStreamRuns_LetsItComeToItsEnd()
    {
        await using var service = await RunningService.StartAsync(_folder.WithoutCustomers());
        const string line =
            """{"customer_id":"a","orders":[{"order_date":"2024-03-02","amount":1}]}""";
        using var connection = await RawConnection.OpenAsync(service.Url);
        await connection.SendAsync(
            $"POST /v1/score/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: {2 * (line.Length + 1)}\r\n\r\n{line}\n"
        );
        await connection.ReadUntilAsync("predicted_clv");

        var stopping = service.StopAsync();
        await connection.SendAsync(line + "\n");
        var rest = await connection.ReadToEndAsync();
        await stopping;

        rest.ShouldContain("predicted_clv");
        rest.ShouldEndWith("\r\n0\r\n\r\n");
        await Should.ThrowAsync<HttpRequestException>(() =>
            service.Client.GetAsync(new Uri("/healthz", UriKind.Relative))
        );
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> AskAsync(
        Socket socket,
        byte[] request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await socket.SendAsync(request, cancellationToken);
            var buffer = new byte[1024];
            var read = await socket.ReceiveAsync(buffer, cancellationToken);
            return Encoding.ASCII.GetString(buffer, 0, read);
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode.ToString();
        }
    }

    private static async Task<List<HttpStatusCode>> AskUntilAsync(
        RunningService service,
        CancellationToken stop
    )
    {
        var statuses = new List<HttpStatusCode>();
        while (!stop.IsCancellationRequested)
        {
            using var response = await service.PostAsync("/v1/score", Body);
            statuses.Add(response.StatusCode);
        }
        return statuses;
    }

    // The runtime raises the soft limit to the hard one as it starts.
    private static int FileHandles()
    {
        const string limits = "/proc/self/limits";
        if (!File.Exists(limits))
            return 4096;
        var words = File.ReadLines(limits)
            .Single(l => l.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return int.TryParse(words[3], CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;
    }
}
