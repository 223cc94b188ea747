using ClvPredict.Data;
using ClvPredict.Decisions.Segments;
using ClvPredict.Features;
using ClvPredict.Scoring;
using ClvPredict.TestKit;

namespace ClvPredict.Decisions.Tests.Segments;

/// <summary>Customers made for a segment, among random ones (CAP-48 to CAP-64).</summary>
public class CustomerSegmentsTests
{
    private static readonly CustomerHistories s_shop = SmallShop.With([
        SmallShop.Line("first", 20),
        .. Days("regular", 330, 300, 270, 240, 210, 180, 150, 120, 90, 60, 30, 3),
        .. Days("ragged", 400, 399, 250, 249, 100, 40),
        SmallShop.Line("rich", 10, 90_000),
        SmallShop.Line("discount", 50) with
        {
            Discount = 20,
        },
        .. Days("gone", 600, 590, 580, 570, 560),
        .. Days("carted", 200, 40),
        .. Days("bought", 200, 5),
        new TestLine("returns-only", SmallShop.AsOf.AddDays(-30), -10),
    ]);
    private static readonly CustomerScores s_scores = SmallShop.Score(s_shop);
    private static readonly CustomerSegments s_segments = CustomerSegments.Find(s_shop, s_scores);

    [Fact]
    public void Find_MadeToMeasure_BelongToTheirSegments()
    {
        Of("first").ShouldBe(SegmentKinds.FirstTime, SegmentKinds.Casual, SegmentKinds.FullPrice);
        Of("regular")
            .ShouldBe(
                SegmentKinds.Repeat,
                SegmentKinds.Loyal,
                SegmentKinds.FullPrice,
                SegmentKinds.RegularReorderer
            );
        Of("ragged").Has(SegmentKinds.RegularReorderer).ShouldBeFalse();
        Of("rich").Has(SegmentKinds.BigSpender).ShouldBeTrue();
        Of("rich").Has(SegmentKinds.HighOrderValue).ShouldBeTrue();
        Of("discount").Has(SegmentKinds.DiscountShopper).ShouldBeTrue();
        Of("discount").Has(SegmentKinds.FullPrice).ShouldBeFalse();
        Of("returns-only").Flags.ShouldBe(SegmentKinds.None);
    }

    [Fact]
    public void Find_GoneWithAPast_IsWorthWinningBackOnlyAboveTheLimit()
    {
        Of("gone").Has(SegmentKinds.WinBack).ShouldBe(125 >= s_segments.Limits.WinBackFrom);
        var everybody = CustomerSegments.Find(
            s_shop,
            s_scores,
            new SegmentOptions().With("win_back_share", 0)
        );
        everybody
            .Customers.Single(c => c.Score.CustomerId == "gone")
            .Is(SegmentKinds.WinBack)
            .ShouldBeTrue();
    }

    [Fact]
    public void Find_BigSpenders_AreTheFewestWhoHoldHalfOfTheSpend()
    {
        var facts = s_scores.Predictions.Inputs.Features.Facts;
        var spend = facts.Sum(f => (double)f.GrossMinor);
        var big = s_segments
            .Customers.Select((c, row) => (c, facts[row].GrossMinor))
            .Where(c => c.c.Is(SegmentKinds.BigSpender))
            .Select(c => c.GrossMinor)
            .Order()
            .ToArray();

        big.Sum(s => (double)s).ShouldBeGreaterThanOrEqualTo(0.5 * spend);
        big.Skip(1).Sum(s => (double)s).ShouldBeLessThan(0.5 * spend);
    }

    [Fact]
    public void Find_HighOrderValue_IsNobodyWhereAllAreEqual()
    {
        var shop = TestOrders.Histories([
            .. Enumerable
                .Range(0, 20)
                .Select(i =>
                    SmallShop.Line($"e{i:00}", 10) with
                    {
                        Channel = "s1",
                        Country = "de",
                    }
                ),
        ]);

        var segments = CustomerSegments.Find(shop, SmallShop.Score(shop));

        segments.Customers.ShouldAllBe(c => !c.Is(SegmentKinds.HighOrderValue));
        double.IsNaN(segments.Limits.HighOrderValueFrom).ShouldBeTrue();
    }

    [Fact]
    public void Find_Vip_IsLoyalInTheTopTier()
    {
        s_segments.Customers.ShouldAllBe(c =>
            c.Is(SegmentKinds.Vip) == (c.Is(SegmentKinds.Loyal) && c.Score.ValueTier == "top")
        );
        s_segments.Customers.Count(c => c.Is(SegmentKinds.Vip)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Table_DimensionsThatExclude_AddUpToEverybody()
    {
        foreach (var dimension in new[] { "value_tier", "lifecycle", "rfm" })
        {
            var rows = s_segments.Table.Where(r => r.Dimension == dimension).ToArray();
            rows.Sum(r => r.Customers).ShouldBe(s_scores.Customers.Length, dimension);
            rows.Sum(r => r.PredictedClv)
                .ShouldBe(s_scores.TotalPredictedClv, 1e-9 * s_scores.TotalPredictedClv);
            rows.Sum(r => r.ClvShare).ShouldBe(1, 1e-9);
            rows.Sum(r => r.HistoricValue)
                .ShouldBe(s_scores.Customers.Sum(c => c.HistoricValue), 1e-6);
        }
        s_segments
            .Table.Single(r => r.Segment == "top")
            .RewardCap.ShouldBe(
                0.05 * s_segments.Table.Single(r => r.Segment == "top").MeanPredictedClv,
                1e-9
            );
    }

    [Fact]
    public void Find_WithoutEventsAndAttributes_SaysWhatIsMissingAndFlagsNobody()
    {
        s_segments
            .Missing.Select(m => m.Segment)
            .ShouldBe(["subscriber", "cart_abandoner", "recent_buyer_with_cart", "loyalty_member"]);
        s_segments.Known.HasFlag(SegmentKinds.CartAbandoner).ShouldBeFalse();
        s_segments.Table.ShouldNotContain(r => r.Segment == "subscriber");
    }

    [Fact]
    public void Find_EventsAndAttributes_TellCartsSubscribersAndWishes()
    {
        using var folder = new TemporaryFiles();
        var day = SmallShop.AsOf.AddDays(-8);
        var events = folder.Write(
            "events.csv",
            $"customer_id,time,type\ncarted,{day:yyyy-MM-dd},Add-to-cart\nbought,{day:yyyy-MM-dd},add_to_cart\ngone,{day:yyyy-MM-dd},add_to_cart\nfirst,{SmallShop.AsOf:yyyy-MM-dd},add_to_cart\n"
        );
        var customers = folder.Write(
            "customers.csv",
            "customer_id,Order Type,loyalty_tier,preferred_channel,knows_brand\ncarted,subscription,gold,email,yes\nbought,one-off,none,,no\n"
        );
        var data = new CustomerData(s_shop)
        {
            Events = CustomerEvents.Read(events, s_shop.CustomerIds),
            Attributes = CustomerAttributes.Read(customers, s_shop.CustomerIds),
        };

        var segments = CustomerSegments.Find(data, s_scores);

        segments.Missing.ShouldBeEmpty();
        var carted = segments.Customers.Single(c => c.Score.CustomerId == "carted");
        carted.Is(SegmentKinds.RecentBuyerWithCart).ShouldBeTrue();
        carted.Is(SegmentKinds.Subscriber | SegmentKinds.LoyaltyMember).ShouldBeTrue();
        (carted.LoyaltyTier, carted.PreferredChannel, carted.BrandAwareness).ShouldBe(
            ("gold", "email", "yes")
        );
        // An order after the cart has emptied it, and a cart on the as-of day is not seen.
        segments
            .Customers.Where(c => c.Is(SegmentKinds.CartAbandoner))
            .Select(c => c.Score.CustomerId)
            .ShouldBe(["carted", "gone"]);
        var bought = segments.Customers.Single(c => c.Score.CustomerId == "bought");
        (bought.Flags & (SegmentKinds.Subscriber | SegmentKinds.LoyaltyMember)).ShouldBe(
            SegmentKinds.None
        );
    }

    [Fact]
    public void Write_Segments_LeavesWhatCannotBeToldEmpty()
    {
        using var folder = new TemporaryFiles();
        var path = folder.PathOf("segments.csv");

        SegmentFile.Write(s_segments, path);

        var table = CsvTable.Read(path);
        table.RowCount.ShouldBe(s_scores.Customers.Length);
        table[0, table.IndexOf("subscriber")].ShouldBe("");
        table[0, table.IndexOf("repeat")].ShouldBeOneOf("true", "false");
        SegmentFile.Write(s_segments, folder.PathOf("segments.parquet"));
        new FileInfo(folder.PathOf("segments.parquet")).Length.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void Validate_LimitsOutOfRange_AreAllNamed()
    {
        var message = Should
            .Throw<ArgumentException>(() =>
                new SegmentOptions().With("loyal_orders", 1).With("season_days", 365).Validate()
            )
            .Message;

        message.ShouldContain("LoyalOrders is 1; it must be at least 2.");
        message.ShouldContain("SeasonDays is 365; it must lie between 7 and 180.");
        Should
            .Throw<ArgumentException>(() => new SegmentOptions().With("loyal", 1))
            .Message.ShouldContain("loyal_orders");
    }

    private static IEnumerable<TestLine> Days(string customer, params int[] daysAgo) =>
        daysAgo.Select(d => SmallShop.Line(customer, d, 25));

    private static Told Of(string id) =>
        new(s_segments.Customers.Single(c => c.Score.CustomerId == id).Flags);

    private sealed record Told(SegmentKinds Flags)
    {
        // What depends on the other customers is left out.
        private const SegmentKinds Relative =
            SegmentKinds.BigSpender
            | SegmentKinds.HighOrderValue
            | SegmentKinds.WinBack
            | SegmentKinds.Vip;

        public bool Has(SegmentKinds flag) => (Flags & flag) != SegmentKinds.None;

        public void ShouldBe(params SegmentKinds[] flags) =>
            (Flags & ~Relative).ShouldBe(flags.Aggregate((a, b) => a | b));
    }
}
