using System.Collections.Immutable;

namespace ClvPredict.Decisions.Economics;

/// <summary>
/// What a subscriber is worth: what was paid, and what is expected, month by month. With a model the chances of renewal are those of
/// the shifted beta-geometric (Fader and Hardie 2007, equations 6 and 7; 2010 for customers who have renewed already).
/// </summary>
public sealed record SubscriptionValue
{
    /// <summary>The contract.</summary>
    public required SubscriptionTerms Terms { get; init; }

    /// <summary>Months paid x price x margin.</summary>
    public required double HistoricValue { get; init; }

    /// <summary>Expected payments of the months to come x margin.</summary>
    public required double PredictedClv { get; init; }

    /// <summary>Historic value + predicted CLV.</summary>
    public required double TotalClv { get; init; }

    /// <summary>Predicted CLV, a payment i months away worth (1 + rate)^(-i / 12).</summary>
    public required double DiscountedClv { get; init; }

    /// <summary>Per month to come: probability that it is paid.</summary>
    public required ImmutableArray<double> PaidProbability { get; init; }

    /// <summary>Computes the value.</summary>
    /// <exception cref="ArgumentException">A term is out of range.</exception>
    public static SubscriptionValue Of(SubscriptionTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Validate();
        var chances = ImmutableArray.CreateBuilder<double>(terms.Months);
        double expected = 0,
            discounted = 0;
        for (var i = 0; i < terms.Months; i++)
        {
            // A new subscriber pays the first month; everyone else is just before a renewal.
            var renewals = terms.PaidMonths == 0 ? i : i + 1;
            var chance = terms.Model is { } model
                ? model.Survival(Math.Max(0, terms.PaidMonths - 1), renewals)
                : Math.Pow(terms.Retention, renewals);
            chances.Add(chance);
            expected += chance;
            discounted += chance * Math.Pow(1 + terms.DiscountRate, -i / 12.0);
        }
        var payment = terms.Price * terms.Margin;
        return new SubscriptionValue
        {
            Terms = terms,
            HistoricValue = terms.PaidMonths * payment,
            PredictedClv = expected * payment,
            TotalClv = (terms.PaidMonths + expected) * payment,
            DiscountedClv = discounted * payment,
            PaidProbability = chances.MoveToImmutable(),
        };
    }
}
