using ClvPredict.Models.Chain;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Stack;

/// <summary>One thing that is predicted: its labels, its prior, its objective and its level-free loss.</summary>
internal sealed record Target(
    string Name,
    Objective Objective,
    string PriorColumn,
    Func<CutoffSample, double[]> Labels,
    Func<CutoffSample, double[]> LogPrior,
    Func<double[], double[], double[]> Loss
)
{
    public static Target Activity { get; } =
        new(
            "activity",
            new LogisticObjective(),
            ModelInputs.ActiveOdds,
            s => s.Active,
            s => s.LogOdds,
            (f, y) => LevelFree.LogLoss(f, y)
        );

    public static Target Orders { get; } =
        new(
            "orders",
            new PoissonObjective(),
            ModelInputs.Orders,
            s => s.Orders,
            s => s.LogOrders,
            (f, y) => LevelFree.Poisson(f, y)
        );

    public static Target HoldoutValue { get; } =
        new(
            "value",
            new TweedieObjective(LevelFree.TweediePower),
            ModelInputs.Value,
            s => s.GrossValue,
            s => s.LogValue,
            (f, y) => LevelFree.Tweedie(f, y)
        );

    public bool IsActivity => ReferenceEquals(this, Activity);

    /// <summary>The constant that brings log predictions f (log odds for activity) to the level of the labels.</summary>
    public double Shift(ReadOnlySpan<double> f, ReadOnlySpan<double> labels)
    {
        if (!IsActivity)
            return LevelFree.LogShift(f, labels);
        double sum = 0;
        foreach (var y in labels)
            sum += y;
        return LevelFree.LogitShift(f, sum / labels.Length);
    }
}
