namespace ClvPredict.Decisions.Risk;

/// <summary>A customer with much at risk.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="ValueAtRisk">Predicted CLV if active x churn probability, in money.</param>
/// <param name="ChurnProbability">P(no purchase in the horizon), 0..1.</param>
/// <param name="RetentionTarget">Whether the customer is on the retention list.</param>
public sealed record CustomerAtRisk(
    string CustomerId,
    double ValueAtRisk,
    double ChurnProbability,
    bool RetentionTarget
);
