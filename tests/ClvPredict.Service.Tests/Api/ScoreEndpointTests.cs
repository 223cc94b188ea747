using System.Net;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Models.Chain;

namespace ClvPredict.Service.Tests.Api;

public sealed class ScoreEndpointTests : IDisposable
{
    private const string Good =
        """{"customer_id":"a","orders":[{"order_date":"2024-03-02","amount":61.2,"product_id":"p1"}]}""";

    private readonly TestShop _folder = new();

    [Fact]
    public async Task Score_CustomersOfTheShop_AreThoseOfTheBatch()
    {
        await using var service = await RunningService.StartAsync(_folder.WithOrders());
        var shop = service.Live.Current;
        var rows = Enumerable.Range(0, 40).ToArray();
        var body = JsonSerializer.Serialize(
            new
            {
                as_of = shop.AsOf.ToString("O"),
                customers = rows.Select(row => new
                {
                    customer_id = shop.Customers[row].CustomerId,
                    orders = Orders(row),
                }),
            }
        );

        using var response = await service.PostAsync("/v1/score", body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var scores = (await JsonOf(response)).GetProperty("scores");
        foreach (var row in rows)
        {
            var (one, batch) = (scores[row], shop.Customers[row]);
            one.GetProperty("customer_id").GetString().ShouldBe(batch.CustomerId);
            one.GetProperty("predicted_clv").GetSingle().ShouldBe(batch.PredictedClv);
            one.GetProperty("churn_probability").GetSingle().ShouldBe(batch.ChurnProbability);
            one.GetProperty("clv_high").GetDouble().ShouldBe(batch.ClvHigh);
            one.GetProperty("probability_alive").GetDouble().ShouldBe(batch.ProbabilityAlive);
            one.GetProperty("historic_value").GetDouble().ShouldBe(batch.HistoricValue);
            one.GetProperty("value_at_risk").GetDouble().ShouldBe(batch.ValueAtRisk, 1e-9);
        }
    }

    [Fact]
    public async Task Score_FeatureRows_AreThoseOfTheChain()
    {
        await using var service = await RunningService.StartAsync(_folder.WithOrders());
        var shop = service.Live.Current;
        var inputs = shop.Scores!.Predictions.Inputs;
        var features = shop.Model.Chain.InputColumns.ToDictionary(
            name => name,
            name => inputs.Column(name).Span[7] is var v && float.IsNaN(v) ? (float?)null : v
        );
        var body = JsonSerializer.Serialize(
            new { customers = new[] { new { customer_id = "x", features } } }
        );

        using var response = await service.PostAsync("/v1/score", body);

        var one = (await JsonOf(response)).GetProperty("scores")[0];
        one.GetProperty("predicted_clv").GetSingle().ShouldBe(shop.Customers[7].PredictedClv);
        one.GetProperty("churn_probability")
            .GetSingle()
            .ShouldBe(shop.Customers[7].ChurnProbability);
        one.TryGetProperty("clv_low", out _).ShouldBeFalse();
        shop.Model.Chain.InputColumns.ShouldContain(ModelInputs.OrderValue);
    }

    [Fact]
    public async Task Stream_GoodAndBadLines_GetOneAnswerEachInOrder()
    {
        await using var service = await RunningService.StartAsync(
            _folder.WithoutCustomers(),
            o => o with { Limits = o.Limits with { MaxLineBytes = 2000 } }
        );
        var body = string.Join(
            '\n',
            Good,
            "",
            "nonsense",
            """{"customer_id":"b","orders":[]}""",
            """{"customer_id":"b","orders":[{"order_date":"2024-03-02","amount":1e60}]}""",
            """{"customer_id":"b","orders":[{"order_date":"2024-03-02"}]}""",
            """{"customer_id":"b","orders":[],"colour":1}""",
            """{"customer_id":"b"}""",
            "[]",
            "null",
            "{" + new string(' ', 5000) + "}",
            Good + "\r",
            Good
        );

        using var response = await service.PostAsync(
            "/v1/score/stream",
            body,
            "application/x-ndjson"
        );

        var lines = (await response.Content.ReadAsStringAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement)
            .ToArray();
        lines
            .Select(l => l.TryGetProperty("line", out var n) ? n.GetInt32() : 0)
            .ShouldBe([0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 0]);
        lines[^1].GetRawText().ShouldBe(lines[0].GetRawText());
        lines[3].GetProperty("pointer").GetString().ShouldBe("/orders/0/amount");
        foreach (var line in lines.Where(l => l.TryGetProperty("error", out _)))
            line.GetProperty("error").GetString()!.ShouldNotContain("ClvPredict");
    }

    [Fact]
    public async Task Stream_LongerThanAnyBody_IsAnsweredWhileItIsSent()
    {
        await using var service = await RunningService.StartAsync(
            _folder.WithoutCustomers(),
            o => o with { Limits = o.Limits with { MaxBodyBytes = 1000 } }
        );
        const int count = 5000;
        var line = Good + "\n";
        using var connection = await RawConnection.OpenAsync(service.Url);

        await connection.SendAsync(
            $"POST /v1/score/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: {line.Length * count}\r\nConnection: close\r\n\r\n{line}"
        );
        // The rest is sent once the first answer is there.
        var first = await connection.ReadUntilAsync("\"purchase_days\":1}\n");
        var sending = connection.SendAsync(string.Concat(Enumerable.Repeat(line, count - 1)));
        var rest = await connection.ReadToEndAsync();
        await sending;

        first.ShouldContain("200 OK");
        rest.Split("\"purchase_days\":1}\n").Length.ShouldBe(count);
        rest.ShouldEndWith("\r\n0\r\n\r\n");
    }

    [Fact]
    public async Task Targets_BudgetAndCosts_ChangeTheListInJsonAndCsv()
    {
        await using var service = await RunningService.StartAsync(_folder.WithOrders());

        var whole = await service.GetAsync(
            "/v1/targets?limit=10000&contact_cost=0.05&offer_cost=0.1"
        );
        var small = await service.GetAsync(
            "/v1/targets?limit=10000&contact_cost=0.05&offer_cost=0.1&budget=1"
        );
        var dear = await service.GetAsync("/v1/targets?contact_cost=1000000");
        var csv = await service.Client.GetStringAsync(
            new Uri(
                "/v1/targets?contact_cost=0.05&offer_cost=0.1&budget=1&format=csv",
                UriKind.Relative
            )
        );

        var count = small.GetProperty("targets").GetArrayLength();
        count.ShouldBeInRange(1, whole.GetProperty("targets").GetArrayLength() - 1);
        small.GetProperty("summary").GetProperty("cost").GetDouble().ShouldBeLessThanOrEqualTo(1);
        dear.GetProperty("targets").GetArrayLength().ShouldBe(0);
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(count + 1);
    }

    [Fact]
    public async Task OpenApi_EveryEndpoint_IsDescribed()
    {
        await using var service = await RunningService.StartAsync(_folder.WithoutCustomers());

        var document = await service.GetAsync("/openapi/v1.json");

        document
            .GetProperty("paths")
            .EnumerateObject()
            .Select(p => p.Name)
            .ShouldBe(
                [
                    "/healthz",
                    "/readyz",
                    "/metrics",
                    "/v1/customers",
                    "/v1/customers/{id}",
                    "/v1/model",
                    "/v1/model/reload",
                    "/v1/score",
                    "/v1/score/stream",
                    "/v1/targets",
                    "/v1/segments",
                    "/v1/forecast",
                    "/v1/economics",
                    "/v1/risk",
                ],
                ignoreOrder: true
            );
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        foreach (var operation in path.Value.EnumerateObject())
            operation.Value.GetProperty("summary").GetString()!.Length.ShouldBeGreaterThan(10);
        var example = document
            .GetProperty("paths")
            .GetProperty("/v1/score")
            .GetProperty("post")
            .GetProperty("requestBody")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("example");
        using var scored = await service.PostAsync("/v1/score", example.GetRawText());
        scored.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<object> Orders(int customer)
    {
        var (lines, offsets) = (TestShop.Histories.Lines, TestShop.Histories.Offsets);
        for (var line = offsets[customer]; line < offsets[customer + 1]; line++)
            yield return new
            {
                order_id = lines.OrderIds[lines.Order[line]],
                order_date = DateOnly
                    .FromDayNumber(lines.Day[line])
                    .ToDateTime(default)
                    .AddSeconds(lines.SecondOfDay[line])
                    .ToString("s"),
                amount = lines.AmountMinor[line] / (decimal)Money.MinorPerUnit,
                product_id = lines.Products[lines.Product[line]],
                category = lines.Categories[lines.Category[line]],
                channel = lines.Channel[line] < 0 ? null : lines.Channels[lines.Channel[line]],
                country = lines.Countries[lines.Country[line]],
                quantity = lines.Quantity[line],
                discount = lines.DiscountMinor[line] / (decimal)Money.MinorPerUnit,
                cost = lines.CostMinor[line] / (decimal)Money.MinorPerUnit,
                is_return = lines.IsReturn[line],
            };
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
}
