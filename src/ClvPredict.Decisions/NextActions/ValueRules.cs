using ClvPredict.Decisions.Segments;

namespace ClvPredict.Decisions.NextActions;

/// <summary>Actions that keep a customer, bring the next order or raise it.</summary>
internal static class ValueRules
{
    public static void Add(Situation s, int serviceDay, double rewardStep)
    {
        var score = s.Score;
        var ifActive =
            score.ChurnProbability < 1 ? score.PredictedClv / (1.0 - score.ChurnProbability) : 0;
        var kept = new OfferValue(1.0 - score.ChurnProbability, score.ProbabilityAlive, ifActive);
        if (serviceDay >= s.AsOf.DayNumber - s.Options.ServiceDays)
            s.Message(
                ActionKind.Service,
                s.AsOf,
                ifActive,
                $"A complaint or delay on {DateOnly.FromDayNumber(serviceDay):yyyy-MM-dd}; worth {ifActive:0.00} if kept."
            );
        if (s.Segment.Is(SegmentKinds.CartAbandoner))
            s.Message(
                ActionKind.Cart,
                s.AsOf,
                s.OrderProfit,
                $"Left things in the cart and has not ordered since; an order is worth {s.OrderProfit:0.00}."
            );
        if (
            score.RetentionTarget
            && s.Facts.PurchaseDays > 1
            && score.ChurnProbability >= 0.5
            && !(s.PassedShare < 0.5)
            && !s.Segment.Is(SegmentKinds.WinBack)
        )
            s.Offer(
                ActionKind.Retention,
                s.AsOf,
                kept,
                $"Leaves with probability {score.ChurnProbability:P0}, worth {ifActive:0.00} if not."
            );
        if (s.Segment.Is(SegmentKinds.WinBack))
            s.Offer(
                ActionKind.WinBack,
                s.AsOf,
                kept,
                $"Silent for {s.Silence} days, was worth {score.HistoricValue:0.00}; {ifActive:0.00} if won back."
            );
        if (s.Facts.PurchaseDays == 1 && score.Lifecycle != "lapsed" && !s.IsOverdue)
            AddSecondPurchase(s);
        AddRegular(s);
        AddReward(s, rewardStep);
    }

    private static void AddSecondPurchase(Situation s)
    {
        var comes = FormattableString.Invariant(
            $"A second one comes within {s.Options.Days} days with probability {s.OrdersAnyway:P0}."
        );
        var (due, back) = s.Window is { } window
            ? (
                s.NotBefore(s.LastDay.AddDays(window.UsualDays - s.Options.ReminderDays)),
                FormattableString.Invariant(
                    $"half of those who come back do so within {window.UsualDays} days"
                )
            )
            : (s.AsOf, "too few have come back to say when");
        s.Offer(
            ActionKind.SecondPurchase,
            due,
            new OfferValue(s.OrdersAnyway, s.Score.ProbabilityAlive, s.OrderProfit),
            $"One order, {s.Silence} {(s.Silence == 1 ? "day" : "days")} ago; {back}. {comes}",
            s.Window
        );
    }

    private static void AddRegular(Situation s)
    {
        if (s.Segment.Is(SegmentKinds.Subscriber))
            s.Offer(
                ActionKind.SubscriberDeal,
                s.AsOf,
                new OfferValue(s.OrdersAnyway, s.Score.ProbabilityAlive, s.OrderProfit),
                $"Has a subscription: a deal for subscribers."
            );
        if (s.Window is not { } window || s.IsOverdue)
            return;
        if (s.Segment.Is(SegmentKinds.RegularReorderer) && !s.Segment.Is(SegmentKinds.Subscriber))
            s.Offer(
                ActionKind.SubscriptionOffer,
                s.AsOf,
                new OfferValue(
                    1.0 - s.Score.ChurnProbability,
                    s.Score.ProbabilityAlive,
                    s.Score.PredictedClv
                ),
                $"Has ordered {s.Facts.PurchaseDays} times at even intervals."
            );
        if (s.Segment.Is(SegmentKinds.DiscountShopper | SegmentKinds.Repeat))
            s.Offer(
                ActionKind.UrgencyDeal,
                s.NotBefore(s.LastDay.AddDays(window.LowDays)),
                new OfferValue(s.OrdersAnyway, s.Score.ProbabilityAlive, s.OrderProfit),
                $"Buys mostly at a discount, and the next order is expected from {s.LastDay.AddDays(window.LowDays):yyyy-MM-dd}.",
                window
            );
    }

    private static void AddReward(Situation s, double rewardStep)
    {
        if (!(rewardStep > 0) || s.IsOverdue || s.Score.Lifecycle == "lapsed")
            return;
        var spent = Data.Money.ToUnits(s.Facts.GrossMinor);
        var missing = rewardStep - (spent % rewardStep);
        if (missing <= s.Score.ExpectedOrderValue)
            s.Message(
                ActionKind.LoyaltyThreshold,
                s.AsOf,
                s.OrderProfit,
                $"{missing:0.00} from the next reward at {spent + missing:0.00}; an order is usually {s.Score.ExpectedOrderValue:0.00}."
            );
    }
}
