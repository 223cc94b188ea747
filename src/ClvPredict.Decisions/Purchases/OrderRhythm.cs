using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Purchases;

/// <summary>When every customer orders next, by all customers' gaps and the customer's own.</summary>
/// <param name="Model">The gap model; null where the orders hold too few gaps.</param>
/// <param name="Windows">Per scored customer: the window; null without a purchase day or a model.</param>
internal sealed record OrderRhythm(GapModel? Model, ImmutableArray<GapWindow?> Windows)
{
    /// <summary>Per scored customer: share of the gaps to be expected that the silence is longer than; NaN where not known.</summary>
    public double[] Passed => [.. Windows.Select(w => w?.PassedShare ?? double.NaN)];

    /// <summary>Learns the gaps and applies them at the as-of day.</summary>
    public static OrderRhythm Of(
        PurchaseCalendar calendar,
        CustomerScores scores,
        CancellationToken cancellationToken = default
    )
    {
        var facts = scores.Predictions.Inputs.Features.Facts;
        GapStatistics[] gaps = [.. facts.Select(f => GapStatistics.Of(calendar.Days(f.Customer)))];
        var model = GapModel.Fit(gaps, cancellationToken);
        return new OrderRhythm(
            model,
            [
                .. facts.Select(
                    (f, row) =>
                        model is null || f.PurchaseDays == 0
                            ? (GapWindow?)null
                            : model.Next(gaps[row], scores.AsOf.DayNumber - f.LastDay)
                ),
            ]
        );
    }
}
