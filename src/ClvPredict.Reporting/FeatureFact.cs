using ClvPredict.Features;

namespace ClvPredict.Reporting;

/// <summary>A feature and how much the model leans on it.</summary>
/// <param name="Definition">Name, unit and meaning.</param>
/// <param name="GainShare">Share of the loss reduction of all splits that splits on this feature brought, in [0, 1].</param>
public sealed record FeatureFact(FeatureDefinition Definition, double GainShare);
