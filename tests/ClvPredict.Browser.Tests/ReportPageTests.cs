using ClvPredict.TestKit;
using Microsoft.Playwright;

namespace ClvPredict.Browser.Tests;

/// <summary>The report as a browser shows it.</summary>
[Collection(ShopFixture.Name)]
public class ReportPageTests(ShopFixture shop)
{
    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1024)]
    [InlineData(1920)]
    public async Task Report_AnyWidth_IsSound(int width)
    {
        await using var page = await OpenPage.AtAsync(shop, Report(), width);

        await page.ShouldBeSoundAsync($"report-{width}");
    }

    [BrowserFact]
    public async Task Report_Dark_IsSound()
    {
        await using var page = await OpenPage.AtAsync(shop, Report(), scheme: ColorScheme.Dark);

        await page.ShouldBeSoundAsync("report-dark");
    }

    private string Report()
    {
        var path = shop.File("report.html");
        if (!File.Exists(path))
            ClvRun
                .InRepository("report", ShopFixture.Orders, "--model", shop.Models, "--out", path)
                .ShouldBeDone();
        return new Uri(path).AbsoluteUri;
    }
}
