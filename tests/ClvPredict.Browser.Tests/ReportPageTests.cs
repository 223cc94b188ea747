using ClvPredict.TestKit;

namespace ClvPredict.Browser.Tests;

/// <summary>The report as a browser shows it.</summary>
[Collection(ShopFixture.Name)]
public class ReportPageTests(ShopFixture shop)
{
    [BrowserFact]
    public async Task Report_AnyWidthAndColours_IsSound()
    {
        await using var page = await OpenPage.AtAsync(shop, Report("en"));

        await page.ShouldBeSoundAsync("report");
    }

    [BrowserTheory]
    [InlineData("fa", true)]
    [InlineData("ar", true)]
    [InlineData("th", false)]
    [InlineData("ms", false)]
    public async Task Report_EveryLanguage_FitsAPhoneAndRunsItsWay(string language, bool isMirrored)
    {
        await using var page = await OpenPage.AtAsync(shop, Report(language));

        await page.ShouldFitAsync($"report-{language}", 390);
        // The verdict begins with its grade.
        (await page.IsMirroredAsync(".verdict strong")).ShouldBe(isMirrored);
    }

    private string Report(string language)
    {
        var path = shop.File($"report-{language}.html");
        ClvRun
            .InRepository(
                "report",
                ShopFixture.Orders,
                "--model",
                shop.Models,
                "--lang",
                language,
                "--out",
                path
            )
            .ShouldBeDone();
        return new Uri(path).AbsoluteUri;
    }
}
