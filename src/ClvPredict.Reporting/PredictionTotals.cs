namespace ClvPredict.Reporting;

/// <summary>The predictions of all customers added up.</summary>
/// <param name="Customers">Customers scored.</param>
/// <param name="PredictedClv">Sum of predicted CLV, in money.</param>
/// <param name="PredictedClvLow">Lower end of the total's range, in money; NaN when there is no range.</param>
/// <param name="PredictedClvHigh">Upper end of the total's range, in money; NaN when there is no range.</param>
/// <param name="ExpectedOrders">Sum of expected orders.</param>
/// <param name="ExpectedChurners">Sum of churn probabilities: customers expected to buy nothing in the horizon.</param>
public sealed record PredictionTotals(
    int Customers,
    double PredictedClv,
    double PredictedClvLow,
    double PredictedClvHigh,
    double ExpectedOrders,
    double ExpectedChurners
);
