using ClvPredict.Decisions.Segments;
using ClvPredict.TestKit;

namespace ClvPredict.Decisions.Tests.Segments;

public class SegmentProfileTests
{
    // The group buys more of everything; only wine is its own (CAP-41), and half of it came by e-mail (CAP-43).
    [Fact]
    public void Of_GroupThatBuysMoreOfEverything_FindsOnlyWhatIsItsOwn()
    {
        var random = new Random(3);
        var lines = new List<TestLine>();
        for (var c = 0; c < 200; c++)
        {
            var isGroup = c < 60;
            var products = new HashSet<string>();
            while (products.Count < (isGroup ? 8 : 4))
                products.Add($"p{random.Next(40):00}");
            if (random.Next(10) < (isGroup ? 9 : 1))
                products.Add("wine");
            var channel = random.Next(10) < (isGroup ? 7 : 2) ? "email" : "web";
            lines.AddRange(
                products.Select(p =>
                    SmallShop.Line($"x{c:000}", 30) with
                    {
                        Product = p,
                        Channel = channel,
                        Country = "de",
                    }
                )
            );
        }
        var shop = TestOrders.Histories(lines);
        var scores = SmallShop.Score(shop);

        var profile = SegmentProfile.Of(
            shop,
            scores,
            [.. scores.Customers.Select(c => string.CompareOrdinal(c.CustomerId, "x060") < 0)],
            "planted"
        );

        (profile.Customers, profile.Others).ShouldBe((60, 140));
        profile.Items.Where(i => i.Aspect == "product").Select(i => i.Value).ShouldBe(["wine"]);
        var email = profile.Items.Single(i => i is { Aspect: "first_channel", Value: "email" });
        email.IsSignificant.ShouldBeTrue();
        email.Lift.ShouldBeGreaterThan(1.5);
        profile.Items.Single(i => i.Aspect == "first_country").IsSignificant.ShouldBeFalse();
    }

    // As in the economics: the first purchase day says where somebody came from, or nothing does.
    [Fact]
    public void Of_ChannelOfALaterOrderOnly_IsNotWhereTheyCameFrom()
    {
        var lines = new List<TestLine>();
        for (var c = 0; c < 30; c++)
        {
            var line = SmallShop.Line($"x{c:00}", 60) with { Country = "de" };
            lines.Add(line with { Channel = c < 12 ? "web" : "" });
            lines.Add(line with { Day = line.Day.AddDays(30), Channel = "email" });
        }
        var shop = TestOrders.Histories(lines);
        var scores = SmallShop.Score(shop);

        var profile = SegmentProfile.Of(
            shop,
            scores,
            [.. scores.Customers.Select((_, row) => row < 10)],
            "any"
        );

        var channel = profile.Items.Single(i => i.Aspect == "first_channel");
        (channel.Value, channel.InGroup, channel.InOthers).ShouldBe(("web", 10, 2));
    }

    [Fact]
    public void Of_GroupAtRandom_FindsNothing()
    {
        var shop = SmallShop.With();
        var scores = SmallShop.Score(shop);
        var random = new Random(5);

        var profile = SegmentProfile.Of(
            shop,
            scores,
            [.. scores.Customers.Select(_ => random.Next(10) == 0)],
            "random"
        );

        profile.Items.Count(i => i.IsSignificant).ShouldBe(0);
    }
}
