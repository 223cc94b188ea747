namespace ClvPredict.Browser.Tests;

/// <summary>That the checks of pages find what they look for.</summary>
[Collection(ShopFixture.Name)]
public class SoundnessTests(ShopFixture shop)
{
    [BrowserTheory]
    [InlineData("<button></button>", "button-name")]
    [InlineData("<p style='color: #ccc; background: #fff'>pale</p>", "color-contrast")]
    [InlineData("<div style='width: 3000px'>wide</div>", "sideways")]
    [InlineData("<script>console.error('broken')</script>", "broken")]
    public async Task ShouldBeSound_FaultyPage_NamesTheFault(string fault, string name)
    {
        await using var page = await OpenPage.AtAsync(shop, "about:blank");
        await page.Page.SetContentAsync(
            $"<html lang='en'><title>t</title><main><h1>t</h1>{fault}</main></html>"
        );

        var found = await Record.ExceptionAsync(() => page.ShouldBeSoundAsync("faulty"));

        found.ShouldNotBeNull().Message.ShouldContain(name);
    }
}
