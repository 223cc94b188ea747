namespace ClvPredict.Models.Evaluation;

/// <summary>How well churn probabilities met the customers without a purchase day in the holdout. Probabilities are held
/// within [1e-6, 1 - 1e-6] first.</summary>
/// <param name="Auc">Area under the ROC curve, in [0, 1]; NaN when all or none churned.</param>
/// <param name="Brier">Mean squared error of the probability, in [0, 1].</param>
/// <param name="LogLoss">Mean of -ln(probability given to what happened).</param>
/// <param name="CalibrationError">Expected calibration error over ten bins of equal count, in [0, 1].</param>
/// <param name="ActualRate">Share of the customers that churned, in [0, 1].</param>
/// <param name="MeanPredicted">Mean churn probability, in [0, 1].</param>
public sealed record ChurnMetrics(
    double Auc,
    double Brier,
    double LogLoss,
    double CalibrationError,
    double ActualRate,
    double MeanPredicted
);
