using ClvPredict.Decisions.Segments;

namespace ClvPredict.Decisions.NextActions;

/// <summary>Actions about a product: one that is due again, one that goes with it, a dearer one.</summary>
internal static class SuggestionRules
{
    public static void Add(
        Situation s,
        Refill? refill,
        Func<int, string> nameOf,
        Suggestions suggestions,
        int customer
    )
    {
        AddReplenishment(s, refill, nameOf);
        if (s.Silence > s.Options.SuggestionDays)
            return;
        var due = s.NotBefore(s.LastDay.AddDays(s.Options.FeedbackDays));
        if (suggestions.CrossSell(customer) is { } cross)
        {
            var value = Profit(s, suggestions.PriceOf(cross.To));
            s.Message(
                ActionKind.CrossSell,
                due,
                value,
                $"Bought {cross.Pair.From}; {cross.Pair.Confidence:P0} of the orders with it have {cross.Pair.To} too, {cross.Pair.Lift:0.0} times as many as by chance.",
                cross.Pair.To,
                expectedGain: (cross.Pair.Excess * value) - s.Campaign.ContactCost
            );
        }
        if (suggestions.UpSell(customer) is { } up)
        {
            var (from, to) = (suggestions.PriceOf(up.From), suggestions.PriceOf(up.To));
            var value = Profit(s, to - from);
            s.Message(
                ActionKind.UpSell,
                due,
                value,
                $"Bought {up.Pair.From} at {from:0.00}; {up.Pair.Confidence:P0} of its buyers have bought {up.Pair.To} at {to:0.00}, {up.Pair.Lift:0.0} times as many as by chance.",
                up.Pair.To,
                expectedGain: (up.Pair.Excess * value) - s.Campaign.ContactCost
            );
        }
    }

    private static void AddReplenishment(Situation s, Refill? refill, Func<int, string> nameOf)
    {
        if (refill is { } r)
        {
            var last = DateOnly.FromDayNumber(r.LastDay);
            s.Message(
                ActionKind.Replenishment,
                s.NotBefore(last.AddDays(r.Window.UsualDays - s.Options.ReminderDays)),
                s.OrderProfit,
                $"Has bought {nameOf(r.Product)} on {r.Buys} days, last on {last:yyyy-MM-dd}, usually about every {r.Window.UsualDays} days; the next time is expected from {last.AddDays(r.Window.LowDays):yyyy-MM-dd} to {last.AddDays(r.Window.HighDays):yyyy-MM-dd}.",
                nameOf(r.Product),
                r.Window,
                last
            );
        }
        else if (
            s.Window is { } window
            && !s.IsOverdue
            && s.Segment.Is(SegmentKinds.RegularReorderer)
        )
        {
            s.Message(
                ActionKind.Replenishment,
                s.NotBefore(s.LastDay.AddDays(window.UsualDays - s.Options.ReminderDays)),
                s.OrderProfit,
                $"Orders at even intervals, last on {s.LastDay:yyyy-MM-dd}, usually about every {window.UsualDays} days; the next order is expected from {s.LastDay.AddDays(window.LowDays):yyyy-MM-dd} to {s.LastDay.AddDays(window.HighDays):yyyy-MM-dd}.",
                "",
                window
            );
        }
    }

    private static double Profit(Situation s, double price) =>
        double.IsNaN(price) ? 0 : price * s.Margin;
}
