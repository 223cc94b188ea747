using ClvPredict.Models.Chain;
using ClvPredict.Models.Trees;
using ClvPredict.Training.Stack;

namespace ClvPredict.Training.Baselines;

/// <summary>
/// Boosted trees on the features alone, for as many rounds as the stack's member of that kind but without a prior: a baseline.
/// Its scale is that of the validation window, by the day.
/// </summary>
/// <param name="Activity">Trees for the log odds of activity.</param>
/// <param name="Orders">Trees for the log of the purchase days.</param>
/// <param name="HoldoutValue">Trees for the log of the gross value.</param>
/// <param name="ValuePerDay">Net value of the validation window over the sum of exp(score) of its customers and its days.</param>
internal sealed record PlainBoosting(
    TreeEnsemble Activity,
    TreeEnsemble Orders,
    TreeEnsemble HoldoutValue,
    double ValuePerDay
)
{
    public static PlainBoosting Of(
        TreeEnsemble activity,
        TreeEnsemble orders,
        TreeEnsemble worth,
        CutoffSample validation,
        int threads
    )
    {
        var total = Score(worth, validation.Inputs, threads).Sum(Math.Exp);
        var net = Math.Max(0, validation.Targets.NetValue.Sum());
        return new(activity, orders, worth, net / total / validation.WindowDays);
    }

    /// <summary>Scores in log space (log odds for activity), without level, and the value in money.</summary>
    public PlainScores Predict(ModelInputs inputs, int horizonDays, double margin, int threads)
    {
        var worth = Score(HoldoutValue, inputs, threads);
        return new(
            Score(Activity, inputs, threads),
            Score(Orders, inputs, threads),
            worth,
            [.. worth.Select(f => Math.Exp(f) * ValuePerDay * horizonDays * margin)]
        );
    }

    private static double[] Score(TreeEnsemble trees, ModelInputs inputs, int threads) =>
        trees.Trees.IsEmpty
            ? new double[inputs.Features.RowCount]
            : TrainingMatrix.Score(trees, inputs, threads);
}
