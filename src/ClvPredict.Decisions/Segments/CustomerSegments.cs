using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Decisions.Purchases;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>The segments of all customers at an as-of day.</summary>
public sealed record CustomerSegments
{
    private const string SubscriberNames =
        "subscriber subscription subscribed is_subscriber order_type";
    private const string ChannelNames =
        "preferred_channel contact_channel channel_preference preferred_contact";
    private const string AwarenessNames = "brand_awareness knows_brand awareness aware_of_brand";
    private const string LoyaltyNames =
        "loyalty_tier loyalty_level loyalty_member loyalty membership member";

    /// <summary>The first day not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead is predicted, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>The rules' limits.</summary>
    public required SegmentOptions Options { get; init; }

    /// <summary>Where limits that are shares lie in money.</summary>
    public required SegmentLimits Limits { get; init; }

    /// <summary>One entry a customer, in the order of the scores.</summary>
    public required ImmutableArray<CustomerSegment> Customers { get; init; }

    /// <summary>Segments that this data can tell; the others hold nobody.</summary>
    public required SegmentKinds Known { get; init; }

    /// <summary>What is missing for the segments that it cannot tell.</summary>
    public required ImmutableArray<MissingSegment> Missing { get; init; }

    /// <summary>Every segment as a whole.</summary>
    public required ImmutableArray<SegmentRow> Table { get; init; }

    /// <summary>Finds the segments of scored customers.</summary>
    /// <param name="data">What the scores were made of, and attributes and events whether or not the model takes them.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="ArgumentException">A limit is out of range.</exception>
    public static CustomerSegments Find(
        CustomerData data,
        CustomerScores scores,
        SegmentOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scores);
        options ??= new SegmentOptions();
        options.Validate();
        var seen = data.SeenOn(scores.AsOf);
        var facts = scores.Predictions.Inputs.Features.Facts;
        var calendar = PurchaseCalendar.Build(seen.Histories, scores.AsOf);
        var rules = new SegmentRules(scores, OrderRhythm.Of(calendar, scores).Passed, options);
        var carts = new CustomerEventDays(seen.Events, options.CartEvents);
        var known = new KnownAttributes(seen.Attributes, scores.AsOf);
        var (subscriber, loyalty) = (known.Find(SubscriberNames), known.Find(LoyaltyNames));
        var (channel, awareness) = (known.Find(ChannelNames), known.Find(AwarenessNames));
        var customers = ImmutableArray.CreateBuilder<CustomerSegment>(scores.Customers.Length);
        for (var row = 0; row < scores.Customers.Length; row++)
        {
            var customer = facts[row].Customer;
            var flags = rules.Of(row, scores.Customers[row]);
            var season = SeasonRule.Start(calendar.Days(customer), options);
            flags |= season >= 0 ? SegmentKinds.Seasonal : SegmentKinds.None;
            flags |= Cart(carts.Latest(customer, scores.AsOf), facts[row], scores.AsOf, options);
            if (KnownAttributes.IsYes(known.Text(subscriber, customer)))
                flags |= SegmentKinds.Subscriber;
            if (KnownAttributes.IsYes(known.Text(loyalty, customer)))
                flags |= SegmentKinds.LoyaltyMember;
            customers.Add(
                new CustomerSegment(
                    scores.Customers[row],
                    flags,
                    OrderChannels.Most(seen.Histories, customer, scores.AsOf),
                    known.Text(channel, customer),
                    known.Text(awareness, customer),
                    known.Text(loyalty, customer),
                    season < 0 ? null : SeasonRule.Next(season, options.SeasonDays, scores.AsOf)
                )
            );
        }
        var missing = Missed(rules.HasDiscounts, carts.IsKnown, subscriber, loyalty);
        var told = SegmentNames.All.Where(f => missing.All(m => m.Segment != SegmentNames.Of(f)));
        var all = customers.MoveToImmutable();
        var flagsKnown = told.Aggregate(SegmentKinds.None, (sum, flag) => sum | flag);
        return new CustomerSegments
        {
            AsOf = scores.AsOf,
            Horizon = scores.Horizon,
            Options = options,
            Limits = rules.Limits,
            Customers = all,
            Known = flagsKnown,
            Missing = missing,
            Table = SegmentTable.Of(all, flagsKnown, options.RewardShare),
        };
    }

    private static SegmentKinds Cart(
        int cartDay,
        in CustomerFacts facts,
        DateOnly asOf,
        SegmentOptions options
    )
    {
        // An order on the day of the cart, or later, has taken what lay in it.
        if (
            cartDay < asOf.DayNumber - options.CartDays
            || (facts.PurchaseDays > 0 && facts.LastDay >= cartDay)
        )
            return SegmentKinds.None;
        return facts.PurchaseDays > 0 && asOf.DayNumber - facts.LastDay <= options.RecentDays
            ? SegmentKinds.CartAbandoner | SegmentKinds.RecentBuyerWithCart
            : SegmentKinds.CartAbandoner;
    }

    private static ImmutableArray<MissingSegment> Missed(
        bool hasDiscounts,
        bool hasCarts,
        AttributeColumn? subscriber,
        AttributeColumn? loyalty
    )
    {
        var missing = ImmutableArray.CreateBuilder<MissingSegment>();
        if (!hasDiscounts)
            Add(
                "a discount column of the orders",
                SegmentKinds.FullPrice,
                SegmentKinds.DiscountShopper
            );
        if (subscriber is null)
            Add("an attribute such as subscriber (--customers)", SegmentKinds.Subscriber);
        if (!hasCarts)
            Add(
                "events such as add_to_cart (--events)",
                SegmentKinds.CartAbandoner,
                SegmentKinds.RecentBuyerWithCart
            );
        if (loyalty is null)
            Add("an attribute such as loyalty_tier (--customers)", SegmentKinds.LoyaltyMember);
        return missing.ToImmutable();

        void Add(string needs, params ReadOnlySpan<SegmentKinds> flags)
        {
            foreach (var flag in flags)
                missing.Add(new MissingSegment(SegmentNames.Of(flag), needs));
        }
    }
}
