namespace ClvPredict.Models.Evaluation;

/// <summary>Customers of similar predicted probability, beside what happened to them.</summary>
/// <param name="MeanPredicted">Their mean predicted probability of the event, in [0, 1].</param>
/// <param name="ActualRate">The share of them that had the event, in [0, 1].</param>
/// <param name="Customers">How many they are.</param>
public sealed record CalibrationBin(double MeanPredicted, double ActualRate, int Customers);
