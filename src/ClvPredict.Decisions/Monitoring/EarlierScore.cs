namespace ClvPredict.Decisions.Monitoring;

/// <summary>What was said of a customer.</summary>
/// <param name="PredictedClv">Predicted CLV.</param>
/// <param name="IsTarget">Whether the customer was on the contact list.</param>
public readonly record struct EarlierScore(float PredictedClv, bool IsTarget);
