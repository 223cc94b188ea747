namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>What was said of one customer on a day.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Group">The group the customer belonged to on that day, such as a segment.</param>
/// <param name="ActiveProbability">P(at least one purchase in the horizon), above 0 to 1.</param>
/// <param name="ExpectedOrders">Expected purchase days in the horizon, at least 0.</param>
/// <param name="PredictedClv">Predicted CLV in money, margin included, at least 0.</param>
public readonly record struct ValuedCustomer(
    string CustomerId,
    string Group,
    double ActiveProbability,
    double ExpectedOrders,
    double PredictedClv
);
