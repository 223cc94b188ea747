using System.Globalization;
using ClvPredict.Decisions.Purchases;
using ClvPredict.Decisions.Segments;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.NextActions;

/// <summary>All that the rules look at for one customer with a purchase, and what they find due.</summary>
internal sealed class Situation
{
    private readonly List<NextAction> _due = [];

    public required DateOnly AsOf { get; init; }
    public required ActionOptions Options { get; init; }
    public required RetentionCampaign Campaign { get; init; }
    public required double Margin { get; init; }
    public required CustomerSegment Segment { get; init; }
    public required CustomerFacts Facts { get; init; }

    /// <summary>Share of the gaps to be expected that are shorter than the silence so far; NaN where the orders hold too few
    /// gaps.</summary>
    public required double PassedShare { get; init; }

    /// <summary>When the next order is expected; null where the orders hold too few gaps, and of the overdue, of whom none
    /// is.</summary>
    public required GapWindow? Window { get; init; }

    /// <summary>Share of the gaps to be expected above which a silence is overdue.</summary>
    public required double OverdueShare { get; init; }

    /// <summary>Probability of an order in the days looked at, by the prior.</summary>
    public required double OrdersAnyway { get; init; }

    /// <summary>Profit of one order: expected order value, less returns, times margin.</summary>
    public required double OrderProfit { get; init; }

    public CustomerScore Score => Segment.Score;

    public DateOnly FirstDay => DateOnly.FromDayNumber(Facts.FirstDay);

    public DateOnly LastDay => DateOnly.FromDayNumber(Facts.LastDay);

    public int Silence => AsOf.DayNumber - Facts.LastDay;

    public bool IsOverdue => IsLonger(PassedShare, OverdueShare);

    /// <summary>Whether a silence is overdue; one of which nothing is known is not.</summary>
    public static bool IsLonger(double passedShare, double overdueShare) =>
        passedShare > overdueShare;

    /// <summary>What is due, in the order found.</summary>
    public IReadOnlyList<NextAction> Due => _due;

    /// <summary>The first day to act: the day itself, or the as-of day when it has passed.</summary>
    public DateOnly NotBefore(DateOnly day) => day < AsOf ? AsOf : day;

    /// <summary>Whether a day lies in the days looked at.</summary>
    public bool IsSoon(DateOnly day) => day >= AsOf && day < AsOf.AddDays(Options.Days);

    /// <summary>Adds an action without an offer, if it is due.</summary>
    public void Message(
        ActionKind kind,
        DateOnly due,
        double valueAtStake,
        FormattableString reason,
        string item = "",
        GapWindow? window = null,
        DateOnly? lastDay = null,
        double expectedGain = double.NaN
    )
    {
        if (!IsSoon(due))
            return;
        var from = lastDay ?? LastDay;
        _due.Add(
            new NextAction
            {
                CustomerId = Score.CustomerId,
                Kind = kind,
                DueDate = due,
                WindowStart = window is { } w ? from.AddDays(w.LowDays) : null,
                WindowEnd = window is { } v ? from.AddDays(v.HighDays) : null,
                Item = item,
                Cost = Campaign.ContactCost,
                MustSell = Campaign.ContactCost / Margin,
                ValueAtStake = valueAtStake,
                ExpectedGain = expectedGain,
                Reason = reason.ToString(CultureInfo.InvariantCulture),
            }
        );
    }

    /// <summary>Adds an action with an offer, if it is due; without the offer where that would not pay, or where it is a discount
    /// and the customer has always paid full price.</summary>
    public void Offer(
        ActionKind kind,
        DateOnly due,
        OfferValue offer,
        FormattableString reason,
        GapWindow? window = null
    )
    {
        if (!IsSoon(due))
            return;
        var gain = offer.Gain(Campaign);
        var isFullPrice =
            Campaign.IsDiscount && Segment.Is(SegmentKinds.FullPrice | SegmentKinds.Repeat);
        var withOffer = gain > 0 && !isFullPrice;
        var cost = Campaign.ContactCost + (withOffer ? Campaign.OfferCost : 0);
        var text = reason.ToString(CultureInfo.InvariantCulture);
        var advice =
            isFullPrice ? " Pays full price: no discount."
            : withOffer
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $" An offer of up to {offer.MaxOfferCost(Campaign):0.00} pays."
                )
            : string.Create(
                CultureInfo.InvariantCulture,
                $" An offer of {Campaign.OfferCost:0.00} would cost more than it brings: a message only."
            );
        _due.Add(
            new NextAction
            {
                CustomerId = Score.CustomerId,
                Kind = kind,
                DueDate = due,
                WindowStart = window is { } w ? LastDay.AddDays(w.LowDays) : null,
                WindowEnd = window is { } v ? LastDay.AddDays(v.HighDays) : null,
                WithOffer = withOffer,
                Cost = cost,
                MustSell = cost / Margin,
                ValueAtStake = offer.Value,
                MaxOfferCost = offer.MaxOfferCost(Campaign),
                ExpectedGain = withOffer ? gain : double.NaN,
                Reason = text + advice,
            }
        );
    }
}
