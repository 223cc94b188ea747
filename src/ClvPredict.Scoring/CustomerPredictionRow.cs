using ClvPredict.Models.Package;

namespace ClvPredict.Scoring;

/// <summary>A customer's id with what is predicted.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="Prediction">The prediction.</param>
public readonly record struct CustomerPredictionRow(
    string CustomerId,
    CustomerPrediction Prediction
);
