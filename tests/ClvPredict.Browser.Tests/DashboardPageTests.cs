using Microsoft.Playwright;

namespace ClvPredict.Browser.Tests;

/// <summary>Every page of the dashboard, as it looks and in the eyes of axe.</summary>
[Collection(ShopFixture.Name)]
public class DashboardPageTests(ShopFixture shop)
{
    public static TheoryData<string, string> Pages { get; } =
        new()
        {
            { "overview", "/" },
            { "customers", "/customers" },
            { "customer", "/customers/C000002?days=60&amount=50" },
            { "targets", "/targets?budget=200" },
            { "segments", "/segments" },
            { "channels", "/channels" },
            { "model", "/model" },
            { "not-found", "/customers/nobody" },
            { "empty", "/customers?search=nobody" },
            { "error", "/customers?page=zero" },
        };

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Page_ThreeWidths_IsSound(string name, string path)
    {
        foreach (var width in (int[])[390, 1024, 1920])
        {
            await using var page = await OpenAsync(path, width);

            await page.ShouldBeSoundAsync($"{name}-{width}");
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Page_Dark_IsSound(string name, string path)
    {
        await using var page = await OpenAsync(path, scheme: ColorScheme.Dark);

        await page.ShouldBeSoundAsync($"{name}-dark");
    }

    [BrowserTheory]
    [InlineData("fa", true)]
    [InlineData("ar", true)]
    [InlineData("th", false)]
    [InlineData("ms", false)]
    public async Task Page_EveryLanguage_IsSoundAndRunsItsWay(string language, bool isRightToLeft)
    {
        foreach (var name in (string[])["overview", "customers", "customer", "targets"])
        {
            var path = Pages.First(p => (string)p[0] == name)[1].ToString()!;
            await using var page = await OpenAsync(
                path
                    + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?")
                    + "lang="
                    + language,
                390
            );

            await page.ShouldBeSoundAsync($"{name}-{language}");
            var heading = await page.Page.Locator("main h1").BoundingBoxAsync();
            (
                await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).direction")
            ).ShouldBe(isRightToLeft ? "rtl" : "ltr");
            var brand = (await page.Page.Locator("header p").BoundingBoxAsync())!;
            (brand.X > 195).ShouldBe(isRightToLeft, $"{name} in {language}");
            heading.ShouldNotBeNull();
        }
    }

    [BrowserFact]
    public async Task Language_ChosenOnce_IsKeptByTheNextPages()
    {
        await using var page = await OpenAsync("/");

        await page.Page.GetByText("فارسی").ClickAsync();
        await page.Page.GotoAsync(shop.Address("/segments"));

        (await page.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("fa");
    }

    private Task<OpenPage> OpenAsync(
        string path,
        int width = 1024,
        ColorScheme scheme = ColorScheme.Light
    ) => OpenPage.AtAsync(shop, shop.Address(path), width, scheme);
}
