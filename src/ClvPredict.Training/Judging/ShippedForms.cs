using ClvPredict.Models.Evaluation;

namespace ClvPredict.Training.Judging;

/// <summary>What is shipped for each target.</summary>
/// <param name="Activity">For churn: the stack, the prior or the mean.</param>
/// <param name="Orders">For expected orders: the stack, the prior or the mean.</param>
/// <param name="HoldoutValue">For predicted CLV: any rung of the ladder.</param>
internal sealed record ShippedForms(
    PredictionForm Activity,
    PredictionForm Orders,
    PredictionForm HoldoutValue
)
{
    /// <summary>Whether predicted CLV is a rule of thumb.</summary>
    public bool HasRule => HoldoutValue is PredictionForm.Formula or PredictionForm.RateRetention;

    /// <summary>What is shipped when nothing has been judged.</summary>
    public static ShippedForms Unjudged { get; } =
        new(PredictionForm.Stack, PredictionForm.Stack, PredictionForm.Stack);
}
