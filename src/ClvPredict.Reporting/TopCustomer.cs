namespace ClvPredict.Reporting;

/// <summary>A line of the customer table.</summary>
/// <param name="CustomerId">Id as in the source; any text, it is encoded.</param>
/// <param name="PredictedClv">Predicted CLV, in money.</param>
/// <param name="ClvLow">Lower end of its range, in money; NaN when there is none.</param>
/// <param name="ClvHigh">Upper end of its range, in money; NaN when there is none.</param>
/// <param name="ChurnProbability">Probability of no purchase day in the horizon, in [0, 1].</param>
/// <param name="ExpectedOrders">Expected purchase days in the horizon.</param>
/// <param name="HistoricValue">Net value so far, in money.</param>
/// <param name="Rhythm">When the customer has bought so far; null where nothing is known of it.</param>
public sealed record TopCustomer(
    string CustomerId,
    double PredictedClv,
    double ClvLow,
    double ClvHigh,
    double ChurnProbability,
    double ExpectedOrders,
    double HistoricValue,
    PurchaseRhythm? Rhythm
);
