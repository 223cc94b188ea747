namespace ClvPredict.Models.Evaluation;

/// <summary>How well expected orders met the purchase days of the holdout.</summary>
/// <param name="Mae">Mean absolute error, in orders.</param>
/// <param name="Rmse">Root mean square error, in orders.</param>
/// <param name="Bias">Sum predicted / sum actual - 1; NaN when there were no orders.</param>
/// <param name="NormalizedGini">Gini of the gains curve over that of the perfect order, at most 1.</param>
public sealed record HoldoutOrderMetrics(
    double Mae,
    double Rmse,
    double Bias,
    double NormalizedGini
);
