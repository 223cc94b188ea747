namespace ClvPredict.Models.Package;

/// <summary>How much a feature contributed to the trees.</summary>
/// <param name="Name">Column name.</param>
/// <param name="GainShare">Share of the total split gain of all trees, each target weighted equally, 0..1.</param>
public sealed record FeatureImportance(string Name, double GainShare);
