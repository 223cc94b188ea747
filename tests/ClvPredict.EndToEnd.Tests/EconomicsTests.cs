using System.Text.Json;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>clv economics and clv forecast as a process.</summary>
public sealed class EconomicsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("formula --order-value 200 --orders-per-year 4 --years 3", "2,400.00")]
    [InlineData("subscription --price 100 --months 24", "2,400.00")]
    [InlineData("ads --ad James=300 --ad Stacy=150,150,150", "better ad: Stacy")]
    public void Economics_WorkedExamples_PrintTheirResults(string words, string expected) =>
        ClvRun
            .Start(_folder.Path, ["economics", .. words.Split(' ')])
            .ShouldBeDone()
            .Output.ShouldContain(expected);

    [Theory]
    [InlineData("economics ads --ad James=300 --ad James=150", "stands twice")]
    [InlineData("economics ads --ad James=300 --cac Stacy=50", "belongs to no --ad")]
    [InlineData("segments o.csv --model m --audience-key email_sha256", "needs --audience-out")]
    [InlineData("segments o.csv --model m --out a.csv --audience-out ./a.csv", "two outputs")]
    [InlineData("score o.csv --model m --out a.csv --targets a.csv", "two outputs")]
    public void OptionsThatContradictEachOther_AreRefused(string words, string expected)
    {
        var run = ClvRun.Start(_folder.Path, words.Split(' '));

        run.ExitCode.ShouldBe(2);
        run.Messages.ShouldContain(expected);
    }

    [Fact]
    public void EconomicsAndForecast_SampleOrders_GiveJsonThatAddsUp()
    {
        var orders = RepositoryFiles.PathOf("data", "sample-orders.csv");
        ClvRun
            .Start(
                _folder.Path,
                ["train", orders, "--horizon", "90d", "--origins", "0", "--out", "."]
            )
            .ShouldBeDone();

        var economics = Json("economics", orders, "--model", "clv-*.zip", "--cac", "40", "--json");
        var forecast = Json(
            "forecast",
            orders,
            "--model",
            "clv-*.zip",
            "--months",
            "3",
            "--out",
            "forecast.csv",
            "--json"
        );

        var mixed = ClvRun.Start(
            _folder.Path,
            ["economics", orders, "--model", "clv-*.zip", "--value", "orders"]
        );
        mixed.ExitCode.ShouldBe(2);
        mixed.Messages.ShouldContain("the model predicts money");

        var value = economics.GetProperty("value");
        var channels = economics.GetProperty("comparisons")[0];
        channels.GetProperty("by").GetString().ShouldBe("channel");
        channels.GetProperty("groups").GetArrayLength().ShouldBe(4);
        channels.GetProperty("groups")[0].GetProperty("verdict").GetString().ShouldBe("pays");
        // 90 days from the first of January are three months.
        forecast
            .GetProperty("months")
            .EnumerateArray()
            .Sum(m => m.GetProperty("revenue").GetDecimal())
            .ShouldBe(forecast.GetProperty("revenue_in_horizon").GetDecimal());
        forecast
            .GetProperty("revenue_in_horizon")
            .GetDouble()
            .ShouldBe(value.GetProperty("predicted_clv").GetDouble(), 0.005);
        File.ReadAllLines(_folder.File("forecast.csv")).Length.ShouldBe(4);
    }

    [Fact]
    public void Economics_ContractsThatCannotBeRead_AreRefusedWithTheirRow()
    {
        File.WriteAllText(_folder.File("contracts.csv"), "renewals,has_left\n3,1\n2,perhaps\n");

        var run = ClvRun.Start(
            _folder.Path,
            [
                "economics",
                "subscription",
                "--price",
                "10",
                "--months",
                "12",
                "--contracts",
                "contracts.csv",
            ]
        );

        run.ExitCode.ShouldBe(3);
        run.Messages.ShouldContain("row 2");
        run.Messages.ShouldContain("perhaps");
    }

    private JsonElement Json(params string[] words) =>
        JsonDocument.Parse(ClvRun.Start(_folder.Path, words).ShouldBeDone().Output).RootElement;
}
