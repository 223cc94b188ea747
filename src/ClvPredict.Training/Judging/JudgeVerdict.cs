using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Models.Evaluation;
using ClvPredict.Training.Stack;

namespace ClvPredict.Training.Judging;

/// <summary>Turns gains and their intervals into what ships, a grade and a sentence.</summary>
internal static class JudgeVerdict
{
    public static JudgeReport Of(
        ImmutableArray<JudgedOrigin> origins,
        ImmutableArray<JudgedGain> gains
    )
    {
        var activity = Shipped(gains, Target.Activity);
        var orders = Shipped(gains, Target.Orders);
        var worth = Shipped(gains, Target.HoldoutValue);
        var grade = Grade(gains, activity, worth);
        return new JudgeReport
        {
            Grade = grade,
            Verdict = Sentence(grade, worth, origins, gains),
            Origins = origins,
            Gains = gains,
            Activity = activity,
            Orders = orders,
            HoldoutValue = worth,
        };
    }

    // The mean when ranking has no proven skill; a rule of thumb that was better at every origin and beyond chance; else the
    // stack, which is the prior wherever trees do not help.
    private static PredictionForm Shipped(ImmutableArray<JudgedGain> gains, Target target)
    {
        var against = gains.Where(g => g.Target == target.Name).ToArray();
        var better = against
            .Where(g => g.Against is PredictionForm.Formula or PredictionForm.RateRetention)
            .Where(g => g.High < 0 && g.Wins == 0)
            .ToArray();
        if (better.Length > 0)
            return better.MinBy(g => g.Gain)!.Against;
        return against.First(g => g.Against == PredictionForm.CohortMean).Low > 0
            ? PredictionForm.Stack
            : PredictionForm.CohortMean;
    }

    private static string Grade(
        ImmutableArray<JudgedGain> gains,
        PredictionForm activity,
        PredictionForm worth
    )
    {
        if (worth == PredictionForm.CohortMean)
            return activity == PredictionForm.CohortMean ? "F" : "D";
        if (worth != PredictionForm.Stack || activity == PredictionForm.CohortMean)
            return "D";
        var onValue = gains.Where(g => g.Target == Target.HoldoutValue.Name).ToArray();
        if (onValue.Any(g => g.Against < PredictionForm.Prior && g.Low <= 0))
            return "C";
        return gains.Any(g => g.Against == PredictionForm.Prior && g.Low > 0) ? "A" : "B";
    }

    private static string Sentence(
        string grade,
        PredictionForm worth,
        ImmutableArray<JudgedOrigin> origins,
        ImmutableArray<JudgedGain> gains
    )
    {
        if (grade == "F")
            return Format(
                $"Grade F: no evidence of skill. Over {Origins(origins)} nothing told customers apart better than giving everyone the same, so everyone is given the same."
            );
        var onValue = gains.Where(g => g.Target == Target.HoldoutValue.Name).ToArray();
        var rule = onValue.Where(g => g.Against < PredictionForm.Prior).MinBy(g => g.Gain)!;
        var prior = onValue.First(g => g.Against == PredictionForm.Prior);
        var shipped = worth == PredictionForm.Stack ? "" : $" {Title(worth)} ships for the value.";
        return Format(
                $"Grade {grade}, judged on {Origins(origins)}: the value loss is {Compared(rule)} ({Title(rule.Against)}, the best of the simple rules) and {Compared(prior)} (the prior alone); totals were off by {string.Join(" and ", origins.Select(o => Format($"{o.Bias:+0 %;-0 %}")))}."
            ) + shipped;
    }

    private static string Origins(ImmutableArray<JudgedOrigin> origins) =>
        string.Join(" and ", origins.Select(o => Format($"{o.Horizon} from {o.Cutoff:yyyy-MM-dd}")))
        + Format($" ({origins.Sum(o => o.Customers):N0} customers)");

    private static string Compared(JudgedGain g)
    {
        // The end nearest to the lower loss first.
        var interval =
            g.Low >= 0 ? Format($"{g.Low:0.0 %} to {g.High:0.0 %} below")
            : g.High <= 0 ? Format($"{-g.High:0.0 %} to {-g.Low:0.0 %} above")
            : Format($"{g.High:0.0 %} below to {-g.Low:0.0 %} above");
        return Format(
            $"{Math.Abs(g.Gain):0.0 %} {(g.Gain >= 0 ? "below" : "above")} (95 % interval {interval})"
        );
    }

    private static string Title(PredictionForm form) =>
        form switch
        {
            PredictionForm.CohortMean => "the same for everyone",
            PredictionForm.Formula => "the textbook formula",
            PredictionForm.RateRetention => "spend rate x retention",
            PredictionForm.Prior => "the prior alone",
            PredictionForm.Boosting => "boosting alone",
            _ => "the stack",
        };

    private static string Format(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
