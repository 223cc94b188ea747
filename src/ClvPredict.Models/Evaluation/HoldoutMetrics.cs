namespace ClvPredict.Models.Evaluation;

/// <summary>How well a model predicted a holdout, per output.</summary>
/// <param name="HoldoutValue">Predicted CLV against the net value of the holdout.</param>
/// <param name="Orders">Expected orders against the purchase days of the holdout; null when they were not predicted.</param>
/// <param name="Churn">Churn probability against customers without a purchase day in the holdout.</param>
/// <param name="Interval">The interval of predicted CLV against the net value of the holdout; null when there was none.</param>
public sealed record HoldoutMetrics(
    HoldoutValueMetrics HoldoutValue,
    HoldoutOrderMetrics? Orders,
    ChurnMetrics Churn,
    IntervalMetrics? Interval
);
