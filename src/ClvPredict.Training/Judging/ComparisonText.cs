using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Training.Judging;

/// <summary>Says in a sentence what a comparison of two models found.</summary>
internal static class ComparisonText
{
    public static string Reason(
        ComparisonReport report,
        ImmutableArray<ComparedLoss> worse,
        bool isTotalWorse
    )
    {
        var where = Format(
            $"{report.Days} days from {report.Cutoff:yyyy-MM-dd} ({report.Customers:N0} customers{Seen(report.Basis)})"
        );
        if (worse.Length > 0)
            return Format(
                $"worse than the present model over {where}: {string.Join(", ", worse.Select(l => Format($"loss of {l.Target} {-l.Gain:0.0 %} above, 95 % interval {-l.High:0.0 %} to {-l.Low:0.0 %}")))}"
            );
        if (isTotalWorse)
            return Format(
                $"worse than the present model over {where}: its total is off by {report.NewBias:+0 %;-0 %}, that of the present one by {report.PresentBias:+0 %;-0 %}"
            );
        var gain = report.Losses.First(l => l.Target == "value");
        return Format(
            $"not found worse than the present model over {where}: loss of value {Math.Abs(gain.Gain):0.0 %} {(gain.Gain >= 0 ? "below" : "above")}, total off by {report.NewBias:+0 %;-0 %} and {report.PresentBias:+0 %;-0 %}"
        );
    }

    private static string Seen(ComparisonBasis basis) =>
        basis switch
        {
            ComparisonBasis.UnseenDays => ", the time since the present model",
            ComparisonBasis.SeenHorizon => ", which both have seen: gross faults would show",
            _ => "",
        };

    private static string Format(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
