using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Purchases;

/// <summary>When every customer orders next, by all customers' gaps and the customer's own.</summary>
internal sealed class OrderRhythm
{
    private readonly CustomerScores _scores;
    private readonly GapStatistics[] _gaps;

    private OrderRhythm(CustomerScores scores, GapStatistics[] gaps, GapModel? model) =>
        (_scores, _gaps, Model) = (scores, gaps, model);

    /// <summary>The gap model; null where the orders hold too few gaps.</summary>
    public GapModel? Model { get; }

    /// <summary>Per scored customer: share of the gaps to be expected that the silence is longer than; NaN where not known.</summary>
    public double[] Passed =>
        [
            .. _gaps.Select(
                (gaps, row) =>
                    Model is null || Facts(row).PurchaseDays == 0
                        ? double.NaN
                        : Model.Passed(gaps, Silence(row))
            ),
        ];

    /// <summary>The window of a scored customer; null without a purchase day or a model.</summary>
    public GapWindow? Window(int row) =>
        Model is null || Facts(row).PurchaseDays == 0 ? null : Model.Next(_gaps[row], Silence(row));

    /// <summary>Learns the gaps.</summary>
    public static OrderRhythm Of(
        PurchaseCalendar calendar,
        CustomerScores scores,
        CancellationToken cancellationToken = default
    )
    {
        GapStatistics[] gaps =
        [
            .. scores.Predictions.Inputs.Features.Facts.Select(f =>
                GapStatistics.Of(calendar.Days(f.Customer))
            ),
        ];
        return new OrderRhythm(scores, gaps, GapModel.Fit(gaps, cancellationToken));
    }

    private CustomerFacts Facts(int row) => _scores.Predictions.Inputs.Features.Facts[row];

    private int Silence(int row) => _scores.AsOf.DayNumber - Facts(row).LastDay;
}
