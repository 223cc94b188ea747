using ClvPredict.Decisions.Segments;

namespace ClvPredict.Decisions.NextActions;

/// <summary>Actions that follow from a day: of the first order, the last order, a birthday or a season.</summary>
internal static class CalendarRules
{
    public static void Add(Situation s, DateOnly? born)
    {
        var clv = (double)s.Score.PredictedClv;
        if (s.Facts.PurchaseDays == 1 && s.Silence <= s.Options.WelcomeDays)
            s.Message(
                ActionKind.Welcome,
                s.AsOf,
                clv,
                $"First order on {s.FirstDay:yyyy-MM-dd}: thank for it and invite to sign up."
            );
        s.Message(
            ActionKind.Feedback,
            s.LastDay.AddDays(s.Options.FeedbackDays),
            clv,
            $"Ordered on {s.LastDay:yyyy-MM-dd}: ask how it was {s.Options.FeedbackDays} days later."
        );
        s.Offer(
            ActionKind.PostPurchase,
            s.LastDay.AddDays(s.Options.PostPurchaseDays),
            new OfferValue(s.OrdersAnyway, s.Score.ProbabilityAlive, s.OrderProfit),
            $"{s.Options.PostPurchaseDays} days after the order of {s.LastDay:yyyy-MM-dd}."
        );
        var years = NextYears(s.FirstDay, s.AsOf);
        if (years.Count > 0)
            s.Offer(
                ActionKind.Anniversary,
                years.Day,
                new OfferValue(s.OrdersAnyway, s.Score.ProbabilityAlive, s.OrderProfit),
                $"Customer for {years.Count} {(years.Count == 1 ? "year" : "years")} on {years.Day:yyyy-MM-dd}."
            );
        if (born is { } birthday)
            s.Offer(
                ActionKind.Birthday,
                NextYears(birthday, s.AsOf).Day,
                new OfferValue(s.OrdersAnyway, s.Score.ProbabilityAlive, s.OrderProfit),
                $"Birthday on {NextYears(birthday, s.AsOf).Day:MM-dd}."
            );
        if (s.Segment.SeasonStart is { } season && season > s.AsOf)
            s.Message(
                ActionKind.Seasonal,
                s.NotBefore(season.AddDays(-s.Options.SeasonDays)),
                s.OrderProfit,
                $"Buys in one season of the year, which starts on {season:yyyy-MM-dd}."
            );
        if (
            s.Options.Milestones.Contains(s.Facts.PurchaseDays)
            && s.Silence <= s.Options.Days
            && s.Facts.PurchaseDays > 1
        )
            s.Message(
                ActionKind.Appreciation,
                s.AsOf,
                clv,
                $"Reached {s.Facts.PurchaseDays} purchase days on {s.LastDay:yyyy-MM-dd}: say thank you, with a surprise."
            );
        if (s.Segment.Is(SegmentKinds.Vip))
            s.Offer(
                ActionKind.Vip,
                s.AsOf,
                new OfferValue(s.OrdersAnyway, s.Score.ProbabilityAlive, s.OrderProfit),
                $"Loyal since {s.FirstDay:yyyy-MM-dd} with {s.Facts.PurchaseDays} purchase days, among the most valuable: predicted CLV {clv:0.00}."
            );
    }

    /// <summary>The next day of the year of a day, on or after another, and how many years later; the last day of February
    /// stands for the leap day.</summary>
    internal static (DateOnly Day, int Count) NextYears(DateOnly first, DateOnly from)
    {
        var count = Math.Max(0, from.Year - first.Year);
        if (first.AddYears(count) < from)
            count++;
        return (first.AddYears(count), count);
    }
}
