using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using ClvPredict.Service.Limits;

namespace ClvPredict.Service.Tests;

/// <summary>What somebody might send who means no good, or knows no better.</summary>
public sealed class HostileUseTests(SharedService shared)
    : IClassFixture<SharedService>,
        IDisposable
{
    private readonly TestShop _folder = new();

    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"customers\":null}", 400)]
    [InlineData("{\"customers\":[null]}", 400)]
    [InlineData("{\"customers\":{}}", 400)]
    [InlineData("{\"customers\":[]} {}", 400)]
    [InlineData("{\"customers\":[],\"customers\":[]}", 400)]
    [InlineData("{\"customers\":[{\"customer_id\":1,\"orders\":[]}]}", 400)]
    [InlineData("{\"customers\":[{\"customer_id\":null,\"orders\":[]}]}", 422)]
    [InlineData("{\"customers\":[{\"customer_id\":\"a\"}]}", 422)]
    [InlineData("{\"customers\":[{\"customer_id\":\"a\",\"orders\":[],\"features\":{}}]}", 422)]
    [InlineData("{\"customers\":[{\"customer_id\":\"a\",\"orders\":[]}]}", 422)]
    [InlineData("{\"customers\":[{\"customer_id\":\"a\",\"features\":{}}]}", 422)]
    [InlineData("{\"customers\":[{\"customer_id\":\"a\",\"features\":{\"no_such\":1}}]}", 422)]
    [InlineData("{\"customers\":[{\"customer_id\":\"a\",\"features\":{\"prior_x\":NaN}}]}", 400)]
    [InlineData("{\"customers\":[{\"customer_id\":\"a\",\"orders\":[null]}]}", 422)]
    public async Task Score_BodiesThatAreNone_AreProblems(string body, int status) =>
        await RefusedAsync(body, status);

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("\"NaN\"")]
    [InlineData("\"12\"")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e29")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("9999999999999999")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("0x10")]
    public async Task Score_AmountsThatAreNone_AreProblems(string amount) =>
        await RefusedAsync(Orders($"{{\"order_date\":\"2024-03-02\",\"amount\":{amount}}}"), 0);

    [Theory]
    [InlineData("\"quantity\":1e400,\"unit_price\":1")]
    [InlineData("\"quantity\":1e28,\"unit_price\":1e28")]
    [InlineData("\"quantity\":1e300,\"unit_price\":1")]
    [InlineData("\"quantity\":1")]
    [InlineData("\"unit_price\":1")]
    [InlineData("\"amount\":1,\"amuont\":1")]
    public async Task Score_QuantitiesThatAreNone_AreProblems(string fields) =>
        await RefusedAsync(Orders($"{{\"order_date\":\"2024-03-02\",{fields}}}"), 0);

    [Theory]
    [InlineData("\"2024-13-01\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("20240301")]
    [InlineData("null")]
    [InlineData("\"9999-12-31\"")]
    public async Task Score_DatesThatAreNone_AreProblems(string date) =>
        await RefusedAsync(Orders($"{{\"order_date\":{date},\"amount\":1}}"), 0);

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task Score_FarthestAsOfDays_DoNotFailTheService(string asOf)
    {
        var service = shared.Service;

        using var response = await service.PostAsync(
            "/v1/score",
            Orders("{\"order_date\":\"2024-03-02\",\"amount\":1}")
                .Replace("{\"customers\"", $"{{\"as_of\":\"{asOf}\",\"customers\"")
        );

        ((int)response.StatusCode).ShouldBeLessThan(500);
    }

    [Fact]
    public async Task Score_DeepJson_IsAProblem()
    {
        var arrays = string.Concat(Enumerable.Repeat("[", 100_000));
        var objects = string.Concat(Enumerable.Repeat("{\"features\":", 100_000));

        await RefusedAsync(arrays, 400);
        await RefusedAsync("{\"customers\":" + arrays, 400);
        await RefusedAsync("{\"customers\":[" + objects, 400);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Score_OversizedBody_IsRefusedUnread(bool isChunked)
    {
        await using var service = await StartAsync(l => l with { MaxBodyBytes = 10_000 });
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri("/v1/score", UriKind.Relative)
        )
        {
            Content = new StringContent(new string(' ', 50_000), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = isChunked;

        using var response = await service.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Score_TooManyCustomers_IsRefused()
    {
        await using var service = await StartAsync(l => l with { MaxCustomers = 2 });
        const string one = "{\"customer_id\":\"a\",\"orders\":[]}";

        using var response = await service.PostAsync(
            "/v1/score",
            $"{{\"customers\":[{one},{one},{one}]}}"
        );

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("/v1/score", "text/plain")]
    [InlineData("/v1/score", "application/x-www-form-urlencoded")]
    [InlineData("/v1/score/stream", "application/json")]
    [InlineData("/login", "application/json")]
    public async Task Post_OtherMediaType_Is415(string path, string mediaType)
    {
        var service = shared.Service;

        using var response = await service.PostAsync(path, "{}", mediaType);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("GET /../../etc/passwd HTTP/1.1")]
    [InlineData("GET /..%2f..%2fetc%2fpasswd HTTP/1.1")]
    [InlineData("GET /v1/customers/%2e%2e%2f%2e%2e%2fmodel.zip HTTP/1.1")]
    [InlineData("GET /v1/customers/%00 HTTP/1.1")]
    [InlineData("GET /v1/customers/%ff%fe HTTP/1.1")]
    [InlineData("GET /%5c..%5cmodel.zip HTTP/1.1")]
    public async Task Get_PathsOutOfTheService_FindNothing(string line)
    {
        var service = shared.Service;

        var answer = await RawAsync(
            service,
            $"{line}\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        );

        answer.ShouldMatch("^HTTP/1.1 4[0-9][0-9]");
        answer.ShouldNotContain("root:");
    }

    [Fact]
    public async Task Headers_InjectedIds_AreNotTakenOver()
    {
        var service = shared.Service;
        foreach (
            var id in new[] { "a\tb", "<script>", "a b", "\"}{", new string('x', 65), "\u00e9" }
        )
        {
            var answer = await RawAsync(
                service,
                $"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: {id}\r\nConnection: close\r\n\r\n"
            );

            answer.ShouldNotContain($"X-Request-Id: {id}\r\n");
        }
        var kept = await RawAsync(
            service,
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: order-7_a.b\r\nConnection: close\r\n\r\n"
        );
        kept.ShouldContain("X-Request-Id: order-7_a.b\r\n");
        var traced = await RawAsync(
            service,
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nConnection: close\r\n\r\n"
        );
        traced.ShouldContain("X-Request-Id: 0af7651916cd43dd8448eb211c80319c\r\n");
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n folded\r\n\r\n")]
    [InlineData(
        "POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345"
    )]
    [InlineData("POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task Request_BrokenHttp_Is400(string text)
    {
        var service = shared.Service;

        (await RawAsync(service, text)).ShouldMatch("^HTTP/1.1 400");
    }

    [Fact]
    public async Task Request_HeadersWithoutEnd_AreRefused()
    {
        var service = shared.Service;

        var answer = await RawAsync(
            service,
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + new string('a', 40_000) + "\r\n\r\n"
        );

        answer.ShouldMatch("^HTTP/1.1 431");
    }

    [Fact]
    public async Task Request_SlowHeadersAndSlowBody_AreCutOff()
    {
        await using var service = await StartAsync(l =>
            l with
            {
                HeaderTime = TimeSpan.FromSeconds(1),
                StallTime = TimeSpan.FromSeconds(1.5),
            }
        );
        var started = Stopwatch.StartNew();

        var answers = await Task.WhenAll(
            RawAsync(service, "GET /healthz HTTP/1.1\r\nHost: lo"),
            RawAsync(
                service,
                "POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
            ),
            RawAsync(
                service,
                "POST /v1/score/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{"
            )
        );

        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        answers[0].ShouldMatch("^HTTP/1.1 408");
        answers[1].ShouldMatch("^HTTP/1.1 408");
        using var alive = await service.Client.GetAsync(new Uri("/healthz", UriKind.Relative));
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stream_ClientThatTakesNoAnswers_IsNotReadFrom()
    {
        await using var service = await StartAsync(l =>
            l with
            {
                StallTime = TimeSpan.FromSeconds(1.5),
            }
        );
        const string line =
            "{\"customer_id\":\"a\",\"orders\":[{\"order_date\":\"2024-03-02\",\"amount\":1}]}\n";
        using var connection = await RawConnection.OpenAsync(service.Url);
        await connection.SendAsync(
            "POST /v1/score/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000000000\r\n\r\n"
        );
        var block = string.Concat(Enumerable.Repeat(line, 5000));

        var sent = 0L;
        var started = Stopwatch.StartNew();
        try
        {
            while (started.Elapsed < TimeSpan.FromSeconds(30))
            {
                await connection.SendAsync(block).WaitAsync(TimeSpan.FromSeconds(3));
                sent += block.Length;
            }
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // Not taken in.
        }

        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        sent.ShouldBeLessThan(50_000_000);
    }

    [Fact]
    public async Task Requests_TooOften_Are429WithATimeToWait()
    {
        await using var service = await StartAsync(l => l with { RequestsPerSecond = 5 });

        var responses = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ => service.Client.GetAsync(new Uri("/v1/model", UriKind.Relative)))
        );
        using var health = await service.Client.GetAsync(new Uri("/healthz", UriKind.Relative));

        responses.Count(r => r.StatusCode == HttpStatusCode.OK).ShouldBeInRange(5, 20);
        var refused = responses.First(r => r.StatusCode == HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var response in responses)
            response.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    private Task<RunningService> StartAsync(Func<ServiceLimits, ServiceLimits>? change = null) =>
        RunningService.StartAsync(
            _folder.WithoutCustomers(),
            options => options with { Limits = change?.Invoke(options.Limits) ?? options.Limits }
        );

    private async Task<JsonElement> RefusedAsync(string body, int status)
    {
        var service = shared.Service;

        using var response = await service.PostAsync("/v1/score", body);

        var text = await response.Content.ReadAsStringAsync();
        if (status == 0)
            ((int)response.StatusCode).ShouldBeOneOf(400, 422);
        else
            ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("System.");
        return JsonDocument.Parse(text).RootElement;
    }

    private static string Orders(string order) =>
        $"{{\"customers\":[{{\"customer_id\":\"a\",\"orders\":[{order}]}}]}}";

    private static async Task<string> RawAsync(RunningService service, string text)
    {
        using var connection = await RawConnection.OpenAsync(service.Url);
        await connection.SendAsync(text);
        return await connection.ReadToEndAsync();
    }
}
