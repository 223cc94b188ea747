using System.Collections.Immutable;

namespace ClvPredict.Models.Package;

/// <summary>
/// Why a prediction is what it is: a product of factors. <see cref="Level"/> times all factors is the prediction, to 1e-12;
/// the level is the same for every customer of a model, up to the rounding of float32.
/// </summary>
/// <param name="Prediction">What is explained.</param>
/// <param name="Level">The factor that all customers share.</param>
/// <param name="Factors">The others, the furthest from 1 first.</param>
public sealed record ValueExplanation(
    double Prediction,
    double Level,
    ImmutableArray<ExplanationFactor> Factors
);
