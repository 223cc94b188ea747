using ClvPredict.Data;
using ClvPredict.Decisions.NextActions;
using ClvPredict.Decisions.Segments;
using ClvPredict.Features;
using ClvPredict.Scoring;
using ClvPredict.TestKit;

namespace ClvPredict.Decisions.Tests.NextActions;

/// <summary>Customers made for a kind of action, among random ones (CAP-65 to CAP-87, CAP-99).</summary>
public class CustomerActionsTests
{
    private static readonly DateOnly s_asOf = SmallShop.AsOf;
    private static readonly CustomerHistories s_shop = SmallShop.With([
        SmallShop.Line("new", 2),
        SmallShop.Line("once", 25),
        .. Days("weekly", 62, 55, 48, 41, 34, 27, 20, 13, 6),
        .. Days("yearly", 355, 30),
        .. Days("fifth", 160, 130, 80, 33, 3),
        .. Days("carted", 200, 40),
        new TestLine("returns-only", s_asOf.AddDays(-30), -10),
    ]);
    private static readonly CustomerScores s_scores = SmallShop.Score(s_shop);
    private static readonly CustomerActions s_actions = Find(s_shop);

    [Fact]
    public void Find_MadeToMeasure_HaveTheirActionsOnTheirDays()
    {
        Due("new")[ActionKind.Welcome].DueDate.ShouldBe(s_asOf);
        Due("new")[ActionKind.Feedback].DueDate.ShouldBe(s_asOf.AddDays(1));
        Due("new")[ActionKind.PostPurchase].DueDate.ShouldBe(s_asOf.AddDays(19));
        Due("once").ShouldContainKey(ActionKind.SecondPurchase);
        Due("once").ShouldNotContainKey(ActionKind.Welcome);
        Due("once").ShouldNotContainKey(ActionKind.Feedback);
        Due("yearly")[ActionKind.Anniversary].DueDate.ShouldBe(s_asOf.AddDays(-355).AddYears(1));
        Due("fifth")[ActionKind.Appreciation].Reason.ShouldContain("5 purchase days");
        Due("returns-only").ShouldBeEmpty();
    }

    [Fact]
    public void Find_WeeklyBuyer_IsRemindedBeforeTheUsualGapAndOfferedASubscription()
    {
        var refill = Due("weekly")[ActionKind.Replenishment];

        refill.Item.ShouldBe("p1");
        refill.DueDate.ShouldBeInRange(s_asOf, s_asOf.AddDays(5));
        refill.WindowStart!.Value.ShouldBeInRange(s_asOf, s_asOf.AddDays(4));
        refill.WindowEnd!.Value.ShouldBeGreaterThanOrEqualTo(refill.WindowStart.Value);
        refill.Reason.ShouldContain("Has bought p1 on 9 days");
        Due("weekly").ShouldContainKey(ActionKind.SubscriptionOffer);
    }

    [Fact]
    public void Find_EveryCustomer_HasOneBestKindWhichIsTheFirstDue()
    {
        foreach (var customer in s_actions.Due.GroupBy(a => a.CustomerId))
        {
            var best = customer.Where(a => a.IsBest).ShouldHaveSingleItem();
            best.Kind.ShouldBe(customer.Min(a => a.Kind));
        }
        s_actions.Due.ShouldAllBe(a => a.DueDate >= s_asOf && a.DueDate < s_asOf.AddDays(30));
        s_actions.Kinds.Sum(k => k.Due).ShouldBe(s_actions.Due.Length);
        s_actions.Kinds.Sum(k => k.Best).ShouldBe(s_actions.Best.Count());
    }

    [Fact]
    public void Find_Money_IsCostOverMarginAndOffersPay()
    {
        s_actions.Due.ShouldAllBe(a => Math.Abs(a.MustSell - (a.Cost / 0.5)) < 1e-9);
        s_actions
            .Due.Where(a => a.WithOffer)
            .ShouldAllBe(a => a.ExpectedGain > 0 && a.MaxOfferCost > 10 && a.Cost == 11);
        s_actions.Due.Count(a => a.WithOffer).ShouldBeGreaterThan(0);
        s_actions.Due.Where(a => !a.WithOffer).ShouldAllBe(a => a.Cost == 1);
    }

    [Fact]
    public void Find_RepeatBuyersAtFullPrice_GetNoDiscount()
    {
        var fullPrice = CustomerSegments
            .Find(s_shop, s_scores)
            .Customers.Where(c => c.Is(SegmentKinds.FullPrice | SegmentKinds.Repeat))
            .Select(c => c.Score.CustomerId)
            .ToHashSet();

        var discounts = CustomerActions.Find(
            s_shop,
            SmallShop.Model,
            CustomerSegments.Find(s_shop, s_scores),
            s_scores,
            new RetentionCampaign { IsDiscount = true, OfferCost = 0.1 }
        );

        fullPrice.ShouldContain("weekly");
        discounts.Due.Count(a => a.WithOffer).ShouldBeGreaterThan(0);
        discounts.Due.ShouldAllBe(a => !(a.WithOffer && fullPrice.Contains(a.CustomerId)));
    }

    [Fact]
    public void Find_AttributesAndEvents_BringBirthdaysCartsSubscribersAndService()
    {
        using var folder = new TemporaryFiles();
        var data = new CustomerData(s_shop)
        {
            Attributes = CustomerAttributes.Read(
                folder.Write(
                    "c.csv",
                    $"customer_id,date of birth,subscriber\nonce,1990-{s_asOf.AddDays(9):MM-dd},no\nweekly,{s_asOf.AddDays(3):MM-dd},yes\nnew,someday,\n"
                ),
                s_shop.CustomerIds
            ),
            Events = CustomerEvents.Read(
                folder.Write(
                    "e.csv",
                    $"customer_id,time,type\ncarted,{s_asOf.AddDays(-4):yyyy-MM-dd},add_to_cart\nfifth,{s_asOf.AddDays(-2):yyyy-MM-dd},complaint\nweekly,{s_asOf.AddDays(-2):yyyy-MM-dd},complaint\nonce,{s_asOf.AddDays(-90):yyyy-MM-dd},complaint\n"
                ),
                s_shop.CustomerIds
            ),
        };

        var actions = Find(data);

        Due(actions, "once")[ActionKind.Birthday].DueDate.ShouldBe(s_asOf.AddDays(9));
        Due(actions, "weekly")[ActionKind.Birthday].DueDate.ShouldBe(s_asOf.AddDays(3));
        Due(actions, "new").ShouldNotContainKey(ActionKind.Birthday);
        Due(actions, "weekly").ShouldContainKey(ActionKind.SubscriberDeal);
        Due(actions, "weekly").ShouldNotContainKey(ActionKind.SubscriptionOffer);
        Due(actions, "carted")[ActionKind.Cart].IsBest.ShouldBeTrue();
        var served = actions.Due.Where(a => a.Kind == ActionKind.Service).ToArray();
        served.Select(a => a.CustomerId).Order().ShouldBe(["fifth", "weekly"]);
        served.Select(a => a.KindRank).ShouldBe([1, 2]);
        served[0].ValueAtStake.ShouldBeGreaterThanOrEqualTo(served[1].ValueAtStake);
    }

    [Fact]
    public void Find_LoyaltyThreshold_SaysWhatIsMissing()
    {
        // nine orders of 25 make 225: 25 are missing to 250 (CAP-28).
        var actions = Find(s_shop, new ActionOptions { RewardStep = 125 });

        Due(actions, "weekly")[ActionKind.LoyaltyThreshold]
            .Reason.ShouldStartWith("25.00 from the next reward at 250.00");
    }

    [Fact]
    public void Find_PairsOfTheShop_SuggestWhatWasNeverBought()
    {
        var lines = new List<TestLine>();
        for (var c = 0; c < 300; c++)
        {
            var isCamera = c % 3 == 0;
            string[] products =
            [
                isCamera ? "camera" : $"other{c % 7}",
                isCamera && c % 2 == 0 ? "bag" : $"thing{c % 5}",
            ];
            lines.AddRange(
                products.Select(p =>
                    SmallShop.Line($"x{c:000}", 20) with
                    {
                        Product = p,
                        Channel = "s1",
                        Country = "de",
                        Amount = p == "bag" ? 80 : 20,
                    }
                )
            );
        }
        var shop = TestOrders.Histories(lines);
        var scores = SmallShop.Score(shop);

        var actions = CustomerActions.Find(
            shop,
            SmallShop.Model,
            CustomerSegments.Find(shop, scores),
            scores
        );

        actions.CrossSell.Select(p => $"{p.From}>{p.To}").ShouldContain("camera>bag");
        var suggested = actions.Due.Where(a => a.Kind == ActionKind.CrossSell).ToArray();
        suggested.ShouldNotBeEmpty();
        suggested.ShouldAllBe(a =>
            !lines.Exists(l => l.Customer == a.CustomerId && l.Product == a.Item)
        );
        var bag = suggested.First(a => a.Item == "bag");
        bag.ValueAtStake.ShouldBe(40, 1e-9);
    }

    [Theory]
    [InlineData("2020-02-29", "2025-02-01", "2025-02-28", 5)]
    [InlineData("2024-06-01", "2024-06-01", "2024-06-01", 0)]
    [InlineData("2024-06-01", "2024-06-02", "2025-06-01", 1)]
    [InlineData("2023-12-31", "2025-01-01", "2025-12-31", 2)]
    public void NextYears_DayOfTheYear_ComesOnOrAfter(
        string first,
        string from,
        string next,
        int years
    )
    {
        CalendarRules.NextYears(Day(first), Day(from)).ShouldBe((Day(next), years));
    }

    [Fact]
    public void Write_Actions_HasOneRowEach()
    {
        using var folder = new TemporaryFiles();

        ActionFile.Write(s_actions, folder.PathOf("a.csv"));

        var table = CsvTable.Read(folder.PathOf("a.csv"));
        table.RowCount.ShouldBe(s_actions.Due.Length);
        table[0, table.IndexOf("kind_rank")].ShouldBe("1");
    }

    [Fact]
    public void Validate_OptionsOutOfRange_AreAllNamed()
    {
        var options = new ActionOptions
        {
            Days = 0,
            ReplenishmentBuys = 2,
            UpSellPrice = 1,
        };

        var message = Should.Throw<ArgumentException>(options.Validate).Message;

        message.ShouldContain("Days is 0");
        message.ShouldContain("ReplenishmentBuys is 2");
        message.ShouldContain("UpSellPrice is 1");
    }

    private static DateOnly Day(string text) =>
        DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static CustomerActions Find(CustomerData data, ActionOptions? options = null) =>
        CustomerActions.Find(
            data,
            SmallShop.Model,
            CustomerSegments.Find(data, s_scores),
            s_scores,
            options: options
        );

    private static Dictionary<ActionKind, NextAction> Due(string customer) =>
        Due(s_actions, customer);

    private static Dictionary<ActionKind, NextAction> Due(
        CustomerActions actions,
        string customer
    ) => actions.Due.Where(a => a.CustomerId == customer).ToDictionary(a => a.Kind);

    private static IEnumerable<TestLine> Days(string customer, params int[] daysAgo) =>
        daysAgo.Select(d => SmallShop.Line(customer, d, 25));
}
