using ClvPredict.Service.Customers;
using ClvPredict.Service.Shop;

namespace ClvPredict.Service.Tests.Customers;

public sealed class CustomerIndexTests
{
    private static readonly ScoredShop s_shop = Load();

    [Theory]
    [InlineData("top", null, null, null)]
    [InlineData(null, "lapsed", null, null)]
    [InlineData(null, null, "champions", null)]
    [InlineData("middle", null, null, "C01")]
    [InlineData(null, null, null, "9")]
    [InlineData(null, null, null, "c0299")]
    [InlineData(null, null, null, "c0000")]
    [InlineData(null, null, null, "\n")]
    public void Find_Filters_AreThoseOfASimpleLoop(
        string? tier,
        string? lifecycle,
        string? segment,
        string? text
    )
    {
        var query = new CustomerQuery
        {
            Tier = tier,
            Lifecycle = lifecycle,
            Segment = segment,
            Text = text,
            PageSize = 1000,
            Sort = CustomerSort.CustomerId,
            IsDescending = false,
        };

        var page = s_shop.Index.Find(query);

        var wanted = s_shop
            .Customers.Where(c =>
                (tier is null || c.ValueTier == tier)
                && (lifecycle is null || c.Lifecycle == lifecycle)
                && (segment is null || c.Segment == segment)
                && (text is null || c.CustomerId.Contains(text, StringComparison.OrdinalIgnoreCase))
            )
            .Select(c => c.CustomerId)
            .ToArray();
        Ids(page).ShouldBe(wanted);
        page.Total.ShouldBe(wanted.Length);
    }

    [Fact]
    public void Find_EveryColumnBothWays_IsSortedWithMissingOnesLast()
    {
        foreach (var descending in new[] { false, true })
        {
            var page = s_shop.Index.Find(
                new CustomerQuery
                {
                    Sort = CustomerSort.TargetRank,
                    IsDescending = descending,
                    PageSize = 1000,
                }
            );

            var ranks = page.Rows.Select(row => s_shop.Customers[row].TargetRank).ToArray();
            var known = ranks.TakeWhile(r => r is not null).ToArray();
            ranks.Skip(known.Length).ShouldAllBe(r => r == null);
            known.ShouldBe(
                descending ? known.OrderByDescending(r => r) : known.Order(),
                ignoreOrder: false
            );
        }
        foreach (var sort in Enum.GetValues<CustomerSort>())
            s_shop
                .Index.Find(new CustomerQuery { Sort = sort, PageSize = 1000 })
                .Rows.Order()
                .ShouldBe(Enumerable.Range(0, s_shop.Customers.Length));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("middle")]
    public void Find_AllPages_AreTheWholeListOnce(string? tier)
    {
        var query = new CustomerQuery { Tier = tier, PageSize = 1000 };
        var whole = s_shop.Index.Find(query);

        var pages = Enumerable
            .Range(1, 100)
            .Select(page => s_shop.Index.Find(query with { Page = page, PageSize = 7 }))
            .ToArray();

        pages.SelectMany(p => p.Rows).ShouldBe(whole.Rows);
        pages[0].Pages.ShouldBe((whole.Total + 6) / 7);
        s_shop.Index.Find(query with { Page = int.MaxValue }).Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Find_OtherSegments_AreThoseOfTheSegments()
    {
        var page = s_shop.Index.Find(new CustomerQuery { Segment = "first_time", PageSize = 1000 });

        page.Rows.Order()
            .ShouldBe(
                Enumerable
                    .Range(0, s_shop.Customers.Length)
                    .Where(row =>
                        s_shop
                            .Segments!.Customers[row]
                            .Is(Decisions.Segments.SegmentKinds.FirstTime)
                    )
            );
        page.Total.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("tier", "Top")]
    [InlineData("segment", "rich")]
    [InlineData("segment", "subscriber")]
    public void Find_WhatIsNotKnown_IsRefused(string filter, string name)
    {
        var query =
            filter == "tier"
                ? new CustomerQuery { Tier = name }
                : new CustomerQuery { Segment = name };

        Should.Throw<ArgumentException>(() => s_shop.Index.Find(query)).Message.ShouldContain(name);
        Should.Throw<ArgumentException>(() => s_shop.Index.Find(query with { Page = 0 }));
    }

    private static ScoredShop Load()
    {
        using var folder = new TestShop();
        return folder.WithOrders().Load();
    }

    private string[] Ids(CustomerPage page) =>
        [.. page.Rows.Select(row => s_shop.Customers[row].CustomerId)];
}
