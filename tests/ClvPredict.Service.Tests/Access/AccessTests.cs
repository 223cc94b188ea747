using System.Net;
using ClvPredict.Service.Access;

namespace ClvPredict.Service.Tests.Access;

public sealed class AccessTests : IDisposable
{
    private const string ReadKey = "read-key-0123456789-0123456789-0123456789";
    private const string AdminKey = "admin-key-0123456789-0123456789-0123456789";
    private const string Reload = "/v1/model/reload";

    private readonly TestShop _folder = new();

    [Theory]
    [InlineData("GET", "/v1/model", null, 401)]
    [InlineData("GET", "/v1/model", "no such key, though it is long enough", 401)]
    [InlineData("GET", "/v1/model", ReadKey, 200)]
    [InlineData("GET", "/v1/customers/c0001", null, 401)]
    [InlineData("POST", Reload, null, 401)]
    [InlineData("POST", Reload, ReadKey, 403)]
    [InlineData("POST", Reload, AdminKey, 200)]
    [InlineData("GET", "/healthz", null, 200)]
    [InlineData("GET", "/readyz", null, 200)]
    public async Task Request_WithAndWithoutKey_IsAnsweredByItsRole(
        string method,
        string path,
        string? key,
        int status
    )
    {
        await using var service = await StartAsync();
        foreach (var header in new[] { "X-Api-Key", "Authorization" })
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(method),
                new Uri(path, UriKind.Relative)
            );
            if (key is not null)
                request.Headers.TryAddWithoutValidation(
                    header,
                    header == "Authorization" ? "Bearer " + key : key
                );

            using var response = await service.Client.SendAsync(request);

            ((int)response.StatusCode).ShouldBe(status);
            if (status >= 400)
                response.Content.Headers.ContentType!.MediaType.ShouldBe(
                    "application/problem+json"
                );
        }
    }

    [Fact]
    public async Task Login_WithKey_GivesASessionThatMayLookButNotChange()
    {
        await using var service = await StartAsync();
        using var browser = Browser(service);
        var token = await TokenAsync(browser);

        using var entered = await LoginAsync(browser, AdminKey, token, "/v1/model");
        using var seen = await browser.GetAsync(new Uri("/v1/model", UriKind.Relative));
        using var changed = await browser.PostAsync(new Uri(Reload, UriKind.Relative), null);

        entered.StatusCode.ShouldBe(HttpStatusCode.Found);
        entered.Headers.Location!.OriginalString.ShouldBe("/v1/model");
        var cookie = entered
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("clv-session", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        seen.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Login_WrongKeyOrForgedForm_GivesNone()
    {
        await using var service = await StartAsync();
        using var browser = Browser(service);
        var token = await TokenAsync(browser);

        using var wrong = await LoginAsync(browser, "nonsense", token, "/");
        using var forged = await LoginAsync(browser, AdminKey, "forged", "/");
        using var seen = await browser.GetAsync(new Uri("/v1/model", UriKind.Relative));

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        seen.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    public async Task Login_ReturnElsewhere_StaysHere(string target)
    {
        await using var service = await StartAsync();
        using var browser = Browser(service);

        using var entered = await LoginAsync(browser, ReadKey, await TokenAsync(browser), target);

        entered.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task Login_ManyAttempts_AreSlowedDown()
    {
        await using var service = await StartAsync();
        using var browser = Browser(service);
        var token = await TokenAsync(browser);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var response = await LoginAsync(browser, "guess " + i, token, "/");
            statuses.Add(response.StatusCode);
        }

        statuses.Take(10).ShouldAllBe(s => s == HttpStatusCode.Unauthorized);
        statuses.Skip(10).ShouldAllBe(s => s == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Host", "evil.example", 421)]
    [InlineData("Host", "localhost", 200)]
    public async Task Change_AskedByAPageOfOthersWithoutKeys_IsRefused(
        string header,
        string value,
        int status
    )
    {
        await using var service = await RunningService.StartAsync(_folder.WithoutCustomers());
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(Reload, UriKind.Relative)
        );
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await service.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
    }

    public void Dispose() => _folder.Dispose();

    private Task<RunningService> StartAsync() =>
        RunningService.StartAsync(
            _folder.WithoutCustomers(),
            options =>
                options with
                {
                    Keys = AccessKeys.Parse($"crm:read:{ReadKey},ops:admin:{AdminKey}"),
                }
        );

    private static HttpClient Browser(RunningService service) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Url };

    private static async Task<string> TokenAsync(HttpClient browser)
    {
        var form = await browser.GetStringAsync(new Uri("/login", UriKind.Relative));
        return form.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
    }

    private static Task<HttpResponseMessage> LoginAsync(
        HttpClient browser,
        string key,
        string token,
        string target
    ) =>
        browser.PostAsync(
            new Uri("/login?return=" + Uri.EscapeDataString(target), UriKind.Relative),
            new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["key"] = key,
                    ["__RequestVerificationToken"] = token,
                }
            )
        );
}
