using System.Globalization;
using ClvPredict.Data;
using Microsoft.Playwright;

namespace ClvPredict.Browser.Tests;

/// <summary>What people do with the dashboard.</summary>
[Collection(ShopFixture.Name)]
public class DashboardUseTests(ShopFixture shop)
{
    [BrowserFact]
    public async Task Budget_SliderMoved_ChangesTheListAndItsProfit()
    {
        await using var open = await OpenAsync("/targets");
        var page = open.Page;
        var (targets, profit) = (await TileAsync(page, 0), await TileAsync(page, 2));

        await page.GetByRole(AriaRole.Slider).FocusAsync();
        await page.Keyboard.PressAsync("PageDown");
        await page.WaitForURLAsync("**budget=*");

        (await TileAsync(page, 0)).ShouldBeLessThan(targets);
        (await TileAsync(page, 2)).ShouldBeLessThan(profit);
        (await page.Locator("#budget-text").InnerTextAsync()).ShouldBe(
            double.Parse(
                    await page.GetByRole(AriaRole.Slider).InputValueAsync(),
                    CultureInfo.InvariantCulture
                )
                .ToString("N0", CultureInfo.InvariantCulture)
        );
    }

    [BrowserFact]
    public async Task Search_PartOfAnId_FindsTheCustomerAndLeadsThere()
    {
        await using var open = await OpenAsync("/customers");
        var page = open.Page;

        await page.GetByRole(AriaRole.Searchbox).FillAsync("c000002");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**search=c000002*");
        await page.GetByRole(AriaRole.Link, new() { Name = "C000002" }).ClickAsync();

        (await page.Locator("h1").InnerTextAsync()).ShouldBe("C000002");
        page.Url.ShouldEndWith("/customers/C000002");
    }

    [BrowserFact]
    public async Task Customers_TierChosen_ShowsThatTierOnly()
    {
        await using var open = await OpenAsync("/customers");
        var page = open.Page;
        var all = await RowsFoundAsync(page);

        await page.GetByLabel("Value tier").SelectOptionAsync("top");
        await page.WaitForURLAsync("**tier=top*");

        var found = await RowsFoundAsync(page);
        found.ShouldBeInRange(1, all - 1);
    }

    [BrowserFact]
    public async Task Customers_HeadClickedAndPaged_SortsAndPages()
    {
        await using var open = await OpenAsync("/customers");
        var page = open.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Customer", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await page.WaitForURLAsync("**page=2*");

        var first = await page.Locator("tbody th").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Previous" }).ClickAsync();
        string.CompareOrdinal(await page.Locator("tbody th").First.InnerTextAsync(), first)
            .ShouldBeLessThan(0);
    }

    [BrowserFact]
    public async Task Export_List_DownloadsACsvOfEveryTarget()
    {
        await using var open = await OpenAsync("/targets?budget=100");
        var page = open.Page;

        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).ClickAsync()
        );

        download.SuggestedFilename.ShouldBe("targets.csv");
        var path = shop.File("downloaded.csv");
        await download.SaveAsAsync(path);
        var table = CsvTable.Read(path);
        table.RowCount.ShouldBe((int)await TileAsync(page, 0));
        table.Columns.ShouldContain("customer_id");
        table.Columns.ShouldContain("expected_profit_of_contact");
    }

    [BrowserFact]
    public async Task WhatIf_MoreSilence_LowersTheProbabilityOfBeingAlive()
    {
        await using var open = await OpenAsync("/customers/C000002");
        var page = open.Page;
        var before = await AliveAsync(page);

        await page.GetByLabel("Days that pass").FillAsync("300");
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict" }).ClickAsync();
        await page.WaitForURLAsync("**days=300*");

        (await AliveAsync(page)).ShouldBeLessThan(before);
    }

    [BrowserFact]
    public async Task Keyboard_FirstTab_OffersToSkipToTheContent()
    {
        await using var open = await OpenAsync("/customers");
        var page = open.Page;

        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe(
            "Skip to the content"
        );
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("location.hash")).ShouldBe("#content");
    }

    [BrowserFact]
    public async Task NoScript_Budget_IsAppliedByTheButton()
    {
        await using var context = await shop.Browser.NewContextAsync(
            new BrowserNewContextOptions { JavaScriptEnabled = false }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(shop.Address("/targets"));
        var targets = await TileAsync(page, 0);

        await page.GetByRole(AriaRole.Slider).FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("PageUp");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await page.WaitForURLAsync("**budget=*");

        (await TileAsync(page, 0)).ShouldBeLessThan(targets);
    }

    private static async Task<double> TileAsync(IPage page, int number) =>
        Number(await page.Locator(".tiles dd:not(.note)").Nth(number).InnerTextAsync());

    private static async Task<double> AliveAsync(IPage page) =>
        Number(
            await page.Locator("#table-what-if tr, [aria-labelledby=table-what-if] tr")
                .Nth(2)
                .Locator("td")
                .Nth(3)
                .InnerTextAsync()
        );

    private static async Task<int> RowsFoundAsync(IPage page) =>
        (int)Number(await page.GetByRole(AriaRole.Status).First.InnerTextAsync());

    // The first number in a text such as "Customers found: 1,234" or "12.3 %".
    private static double Number(string text) =>
        double.Parse(
            string.Concat(
                text.SkipWhile(c => !char.IsAsciiDigit(c))
                    .TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or ',')
            ),
            CultureInfo.InvariantCulture
        );

    private Task<OpenPage> OpenAsync(string path) => OpenPage.AtAsync(shop, shop.Address(path));
}
