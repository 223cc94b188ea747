namespace ClvPredict.Models.Evaluation;

/// <summary>How well predicted CLV met the net value of the holdout.</summary>
/// <param name="Mae">Mean absolute error, in money.</param>
/// <param name="Rmse">Root mean square error, in money.</param>
/// <param name="Bias">Sum predicted / sum actual - 1; NaN when the holdout value adds up to 0.</param>
/// <param name="Spearman">Rank correlation, in [-1, 1]; NaN when all predictions or all outcomes are equal.</param>
/// <param name="NormalizedGini">Gini of the gains curve over that of the perfect order, at most 1; see
/// <see cref="RankMetrics.NormalizedGini(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</param>
/// <param name="Top10Share">Share of the holdout value in the tenth predicted highest.</param>
/// <param name="DecileMape">Mean over the predicted tenths whose mean holdout value is positive of
/// |mean predicted - mean actual| / mean actual; NaN when there are none.</param>
/// <param name="MedianMae">Mean absolute error of the predicted median, in money; NaN when no median was predicted.</param>
public sealed record HoldoutValueMetrics(
    double Mae,
    double Rmse,
    double Bias,
    double Spearman,
    double NormalizedGini,
    double Top10Share,
    double DecileMape,
    double MedianMae
);
