using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Decisions.Explaining;

/// <summary>Writes an explanation in plain sentences.</summary>
internal static class ExplanationText
{
    public static ImmutableArray<ExplanationParagraph> Of(CustomerExplanation e) =>
        [
            new("What has this customer bought?", Past(e)),
            new("What is to be expected?", Expected(e)),
            new("Where does that stand among all customers?", Rank(e)),
            new("Why this much?", Product(e.Value, e.Currency)),
            new("Why this chance of buying?", Chance(e)),
            new("Is it worth keeping the customer?", Retention(e)),
            new("How sure is that?", Evidence(e)),
        ];

    private static ImmutableArray<string> Past(CustomerExplanation e)
    {
        var past = e.Past;
        if (past.PurchaseDays == 0)
            return
            [
                Say(
                    $"Nothing: only returns of {Money(past.Returned, e)} since {past.FirstOrder:yyyy-MM-dd} are in the data."
                ),
            ];
        var sentences = ImmutableArray.CreateBuilder<string>();
        sentences.Add(
            past.PurchaseDays == 1
                ? Say(
                    $"One order on {past.LastOrder:yyyy-MM-dd}, {past.DaysSinceLastOrder:N0} days ago, for {Money(past.Spent, e)}."
                )
                : Say(
                    $"Orders on {past.PurchaseDays:N0} days for {Money(past.Spent, e)}, {Money(past.MeanOrderValue!.Value, e)} a day on average, from {past.FirstOrder:yyyy-MM-dd} to {past.LastOrder:yyyy-MM-dd}."
                )
        );
        if (past.UsualGapDays is { } gap)
            sentences.Add(
                Say(
                    $"The last order was {past.DaysSinceLastOrder:N0} days ago; between orders it is usually {gap:N1} days."
                )
            );
        if (past.Returned > 0)
            sentences.Add(Say($"Goods for {Money(past.Returned, e)} came back."));
        return sentences.ToImmutable();
    }

    private static ImmutableArray<string> Expected(CustomerExplanation e)
    {
        var s = e.Score;
        var sentences = ImmutableArray.CreateBuilder<string>();
        sentences.Add(
            Say(
                $"{Money(s.PredictedClv, e)} within {e.Horizon} from {e.AsOf:yyyy-MM-dd}: {s.ExpectedOrders:N2} orders of about {Money(s.ExpectedOrderValue, e)}, after returns and times the margin."
            )
        );
        sentences.Add(Spread(e));
        sentences.Add(
            Say(
                $"The probability of no order at all in that time is {Percent(s.ChurnProbability)}; the probability that the customer is not gone for good is {Percent(s.ProbabilityAlive)}."
            )
        );
        if (s.NextOrderDate is { } next)
            sentences.Add(
                Say(
                    $"If not gone, the next order is as likely before {next:yyyy-MM-dd} as after it"
                )
                    + (
                        s is { NextOrderLow: { } low, NextOrderHigh: { } high }
                            ? Say(
                                $", and most likely between {low:yyyy-MM-dd} and {high:yyyy-MM-dd}."
                            )
                            : "."
                    )
            );
        return sentences.ToImmutable();
    }

    private static string Spread(CustomerExplanation e)
    {
        var (s, share) = (e.Score, Percent(e.RangeCoverage));
        return s.ClvHigh == 0
                ? Say($"That is a mean: at least {share} of such customers bring nothing.")
            : s.ClvMedian == 0
                ? Say(
                    $"That is a mean: {share} of such customers bring between {Money(s.ClvLow, e)} and {Money(s.ClvHigh, e)}, more than half of them nothing."
                )
            : Say(
                $"That is a mean: {share} of such customers bring between {Money(s.ClvLow, e)} and {Money(s.ClvHigh, e)}, half of them less than {Money(s.ClvMedian, e)}."
            );
    }

    private static ImmutableArray<string> Rank(CustomerExplanation e) =>
        [
            Say(
                $"Number {e.Score.ValueRank:N0} of {e.Customers:N0} by predicted CLV: value tier {e.Score.ValueTier}, lifecycle {e.Score.Lifecycle}, RFM segment {e.Score.Segment}."
            ),
            Say(
                $"So far the customer has brought {Money(e.Score.HistoricValue, e)}, with what is to come {Money(e.Score.TotalClv, e)}."
            ),
        ];

    private static ImmutableArray<string> Product(FactorProduct product, string currency)
    {
        var sentences = ImmutableArray.CreateBuilder<string>();
        sentences.Add(
            Say(
                $"Customers who bought as often, as recently and for as much bring {Amount(product.Start, currency)}."
            )
        );
        Factors(product, currency, sentences);
        if (product.Factors.Length > 0)
            sentences.Add(Say($"Together: {Amount(product.Prediction, currency)}."));
        return sentences.ToImmutable();
    }

    private static ImmutableArray<string> Chance(CustomerExplanation e)
    {
        var sentences = ImmutableArray.CreateBuilder<string>();
        sentences.Add(
            Say(
                $"Customers who bought as often and as recently buy with odds of {e.Odds.Start:N3} to one."
            )
        );
        Factors(e.Odds, e.Currency, sentences);
        sentences.Add(
            Say(
                $"Odds of {e.Odds.Prediction:N3} to one are a probability of no order of {Percent(e.Score.ChurnProbability)}."
            )
        );
        return sentences.ToImmutable();
    }

    private static void Factors(
        FactorProduct product,
        string currency,
        ImmutableArray<string>.Builder sentences
    )
    {
        foreach (var factor in product.Factors)
            sentences.Add(
                Say(
                    $"x {factor.Factor:N3} ({(factor.Factor >= 1 ? "more" : "less")}): {FeaturePhrases.Of(factor, currency)}."
                )
            );
        if (product.Others > 0)
            sentences.Add(
                Say($"x {product.EverythingElse:N3}: {product.Others} other features together.")
            );
        if (product.Factors.IsEmpty)
            sentences.Add("Nothing else was found to make a difference.");
    }

    private static ImmutableArray<string> Retention(CustomerExplanation e)
    {
        var (s, costs) = (e.Score, e.Campaign);
        var terms = Say(
            $"with a contact cost of {Money(costs.ContactCost, e)}, an offer cost of {Money(costs.OfferCost, e)} and {Percent(costs.Acceptance)} of would-be leavers staying when asked"
        );
        return
        [
            s.RetentionTarget
                ? Say(
                    $"Yes, number {s.TargetRank!.Value:N0} on the list: contacting is expected to earn {Money(s.ExpectedProfitOfContact, e)}, {terms}."
                )
            : s.ExpectedProfitOfContact > 0
                ? Say(
                    $"Contacting is expected to earn {Money(s.ExpectedProfitOfContact, e)}, {terms}, but the budget or the rules of the campaign leave the customer out."
                )
            : Say(
                $"Not by this offer: contacting is expected to earn {Money(s.ExpectedProfitOfContact, e)}, {terms}."
            ),
            s.MaxOfferCost > 0
                ? Say($"An offer may cost at most {Money(s.MaxOfferCost, e)} to pay.")
                : "No offer pays, however cheap: the contact alone costs more than it can earn.",
            Say(
                $"What is at stake, should the customer leave who would have stayed, is {Money(s.ValueAtRisk, e)}."
            ),
        ];
    }

    private static ImmutableArray<string> Evidence(CustomerExplanation e) =>
        [
            e.Score.Evidence switch
            {
                "A" => "Evidence A: the customer's own orders say much.",
                "B" =>
                    "Evidence B: the customer's own orders say something; the rest is what similar customers do.",
                "C" =>
                    "Evidence C: the customer has hardly bought; this is mostly what similar customers do.",
                _ =>
                    "Evidence D: there is no purchase; this is what the least active customers do.",
            },
        ];

    private static string Money(double amount, CustomerExplanation e) => Amount(amount, e.Currency);

    private static string Amount(double amount, string currency) =>
        Say($"{amount:N2}") + (currency.Length > 0 ? " " + currency : "");

    private static string Percent(double share) => Say($"{100 * share:0.#} %");

    private static string Say(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
