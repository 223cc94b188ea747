namespace ClvPredict.Decisions.Tests.Experiments;

/// <summary>How often the intervals of repeated experiments missed the truth; 0.05 is stated.</summary>
/// <param name="Missed">Net value with predicted CLV as covariate.</param>
/// <param name="MissedWithoutCovariate">Net value without it.</param>
/// <param name="MissedOrders">Purchase days.</param>
/// <param name="VarianceReduction">Mean share of the variance that the covariate took away.</param>
/// <param name="Skewness">Mean skewness of the net value.</param>
public readonly record struct ExperimentRunResult(
    double Missed,
    double MissedWithoutCovariate,
    double MissedOrders,
    double VarianceReduction,
    double Skewness
);
