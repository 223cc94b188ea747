namespace ClvPredict.Models.Package;

/// <summary>What one input does to a prediction.</summary>
/// <param name="Input">Name of an input column: a feature, or an expectation of the prior (prior_...).</param>
/// <param name="Value">The customer's value of it; NaN where missing.</param>
/// <param name="Factor">
/// What the prediction is multiplied by; above 0. Of the prior: its expectation to the power that the blend gives it.
/// Of a feature: what the trees say, by exact Shapley values (Lundberg, Erion and Lee 2018), against a customer of whom the
/// feature is not known.
/// </param>
public readonly record struct ExplanationFactor(string Input, float Value, double Factor);
