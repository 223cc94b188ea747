using System.Globalization;

namespace ClvPredict.Models.Evaluation;

/// <summary>Puts one holdout into a sentence that claims no more than the numbers of that holdout.</summary>
/// <remarks>
/// Predicted CLV is a mean, so it is judged by how it ranks customers and by its total. The mean absolute error is least for
/// a median and rewards predictions that are too low; it is reported but decides nothing.
/// </remarks>
internal static class EvaluationVerdict
{
    /// <summary>Names the model's ranking and total beside those of the best baseline for each.</summary>
    public static string Describe(
        int customers,
        HoldoutValueMetrics model,
        IReadOnlyList<BaselineResult> baselines
    )
    {
        var text = Format($"On {customers:N0} customers");
        var ranking = baselines
            .Where(b => !double.IsNaN(b.NormalizedGini))
            .MaxBy(b => b.NormalizedGini);
        if (double.IsNaN(model.NormalizedGini))
        {
            return text + " no ranking can be judged: nothing was bought in the holdout.";
        }
        else if (ranking is null)
        {
            text += Format(
                $" the normalised Gini is {model.NormalizedGini:N3}; there was no baseline to compare with"
            );
        }
        else
        {
            var word = Compare(model.NormalizedGini - ranking.NormalizedGini);
            text += Format(
                $" the model ranks {word} the best baseline (normalised Gini {model.NormalizedGini:N3}, {ranking.Title} {ranking.NormalizedGini:N3})"
            );
        }
        if (double.IsNaN(model.Bias))
            return text + ".";
        text += Format($"; its total was off by {model.Bias:+0.0 %;-0.0 %}");
        var nearest = baselines
            .Where(b => b.Kind == BaselineKind.Money && !double.IsNaN(b.Bias))
            .MinBy(b => Math.Abs(b.Bias));
        return text
            + (
                nearest is null
                    ? "."
                    : Format($" (nearest baseline: {nearest.Title}, {nearest.Bias:+0.0 %;-0.0 %}).")
            );
    }

    private static string Compare(double advantage) =>
        advantage > 0 ? "better than"
        : advantage < 0 ? "worse than"
        : "as well as";

    private static string Format(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
