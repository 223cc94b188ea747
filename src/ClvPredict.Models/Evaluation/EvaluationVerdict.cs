using System.Globalization;

namespace ClvPredict.Models.Evaluation;

/// <summary>Puts one holdout into a sentence that claims no more than the numbers of that holdout.</summary>
internal static class EvaluationVerdict
{
    /// <summary>Names the model's error and ranking, each beside that of the best baseline if there is one.</summary>
    public static string Describe(
        int customers,
        HoldoutValueMetrics model,
        IReadOnlyList<BaselineResult> baselines
    )
    {
        var parts = new List<string>
        {
            Error(model.Mae, baselines.Where(b => b.Kind == BaselineKind.Money).MinBy(b => b.Mae)),
        };
        if (!double.IsNaN(model.NormalizedGini))
            parts.Add(Ranking(model.NormalizedGini, baselines.MaxBy(b => b.NormalizedGini)));
        return Text($"On {customers:N0} customers ") + string.Join(", and ", parts) + ".";
    }

    private static string Error(double model, BaselineResult? best) =>
        best is null
            ? Text($"the mean absolute error is {model:N2}")
            : Text(
                $"the mean absolute error, {model:N2}, is {Compare(model, best.Mae)} that of the best baseline ({best.Title}, {best.Mae:N2})"
            );

    private static string Ranking(double model, BaselineResult? best) =>
        best is null
            ? Text($"the normalised Gini is {model:N3}")
            : Text(
                $"the normalised Gini, {model:N3}, is {Compare(model, best.NormalizedGini)} that of the best ({best.Title}, {best.NormalizedGini:N3})"
            );

    private static string Compare(double ours, double theirs) =>
        ours < theirs ? "below"
        : ours > theirs ? "above"
        : "equal to";

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
