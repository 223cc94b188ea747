namespace ClvPredict.Training.Baselines;

/// <summary>What <see cref="PlainBoosting"/> says, a number a customer.</summary>
/// <param name="LogOdds">Log odds of activity, without level.</param>
/// <param name="LogOrders">Log of the purchase days, without level.</param>
/// <param name="LogValue">Log of the value, without level.</param>
/// <param name="Money">The value, times margin.</param>
internal sealed record PlainScores(
    double[] LogOdds,
    double[] LogOrders,
    double[] LogValue,
    double[] Money
);
