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
    public async Task Page_AnyWidthAndColours_IsSound(string name, string path)
    {
        await using var page = await OpenAsync(path);

        await page.ShouldBeSoundAsync(name);
    }

    [BrowserTheory]
    [InlineData("fa", true)]
    [InlineData("ar", true)]
    [InlineData("th", false)]
    [InlineData("ms", false)]
    public async Task Page_EveryLanguage_FitsAPhoneAndRunsItsWay(string language, bool isMirrored)
    {
        await using var page = await OpenAsync("/?lang=" + language);
        foreach (var name in (string[])["overview", "customers", "customer", "targets"])
        {
            var path = (string)Pages.First(p => (string)p[0] == name)[1];
            await page.Page.GotoAsync(shop.Address(path));

            await page.ShouldFitAsync($"{name}-{language}", 390);

            (await page.IsMirroredAsync("header p")).ShouldBe(isMirrored, name);
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

    private Task<OpenPage> OpenAsync(string path) => OpenPage.AtAsync(shop, shop.Address(path));
}
