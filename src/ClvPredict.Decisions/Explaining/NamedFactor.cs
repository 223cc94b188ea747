using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Decisions.Explaining;

/// <summary>What one feature does to a prediction.</summary>
/// <param name="Feature">Name of the column (docs/features.md).</param>
/// <param name="Unit">Unit of the value; empty for features that are not in the catalog.</param>
/// <param name="Value">The customer's value; null where it is not known.</param>
/// <param name="Factor">What the prediction is multiplied by, above 0.</param>
public sealed record NamedFactor(string Feature, string Unit, double? Value, double Factor)
{
    internal static NamedFactor Of(ExplanationFactor factor) =>
        new(
            factor.Input,
            FeatureCatalog.All.FirstOrDefault(f => f.Name == factor.Input)?.Unit ?? "",
            float.IsNaN(factor.Value) ? null : factor.Value,
            factor.Factor
        );
}
