using System.Collections.Immutable;

namespace ClvPredict.Models.Trees;

/// <summary>Trees whose leaf values are summed in order, in float64, as ML.NET does.</summary>
public sealed record TreeEnsemble
{
    /// <summary>Which ML.NET model this is.</summary>
    public required EnsembleKind Kind { get; init; }

    /// <summary>Length of the feature vector, in float32 values; NaN is missing.</summary>
    public required int FeatureCount { get; init; }

    /// <summary>The trees, in the order of summation; none is legal and sums to 0.</summary>
    public required ImmutableArray<RegressionTree> Trees { get; init; }

    /// <summary>Stored with the model; informational: scoring does not add it.</summary>
    public double Bias { get; init; }

    /// <summary>ML.NET's description of how the input is made; informational, null when there is none.</summary>
    public string? InputText { get; init; }

    /// <summary>The trainer's options as text, for example "t=2 nl=12 iter=50"; informational, null when there are none.</summary>
    public string? OptionText { get; init; }

    /// <summary>FastForest regression only: labels sampled per leaf for quantiles; informational.</summary>
    public int QuantileSampleCount { get; init; }
}
