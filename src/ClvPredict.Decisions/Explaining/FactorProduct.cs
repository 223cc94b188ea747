using System.Collections.Immutable;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;

namespace ClvPredict.Decisions.Explaining;

/// <summary>
/// A prediction as a product: start x factors x everything else = prediction, to 1e-9 of it. The factors are exact Shapley
/// values of the trees (see <see cref="ExplanationFactor"/>).
/// </summary>
/// <param name="Prediction">What is explained.</param>
/// <param name="Start">What customers bring who bought as often, as recently and for as much: the probabilistic prior at the
/// level that the shop is expected to have.</param>
/// <param name="Factors">What the trees make of the features that matter most, the furthest from 1 first.</param>
/// <param name="Others">Number of further features with an effect.</param>
/// <param name="EverythingElse">The product of their factors.</param>
public sealed record FactorProduct(
    double Prediction,
    double Start,
    ImmutableArray<NamedFactor> Factors,
    int Others,
    double EverythingElse
)
{
    private const int Shown = 5;

    internal static FactorProduct Of(ValueExplanation explanation)
    {
        var (prior, features) = (new List<double>(), new List<ExplanationFactor>());
        foreach (var factor in explanation.Factors)
        {
            if (ModelInputs.PriorNames.Contains(factor.Input))
                prior.Add(factor.Factor);
            else
                features.Add(factor);
        }
        return new FactorProduct(
            explanation.Prediction,
            explanation.Level * Product(prior),
            [.. features.Take(Shown).Select(NamedFactor.Of)],
            Math.Max(0, features.Count - Shown),
            Product(features.Skip(Shown).Select(f => f.Factor))
        );
    }

    private static double Product(IEnumerable<double> factors) =>
        factors.Aggregate(1.0, (product, factor) => product * factor);
}
