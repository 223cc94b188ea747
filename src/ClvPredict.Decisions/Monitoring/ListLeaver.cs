namespace ClvPredict.Decisions.Monitoring;

/// <summary>A customer who left a list.</summary>
/// <param name="CustomerId">Who.</param>
/// <param name="PredictedThen">Predicted CLV then.</param>
/// <param name="PredictedNow">Predicted CLV now.</param>
public sealed record ListLeaver(string CustomerId, double PredictedThen, double PredictedNow);
