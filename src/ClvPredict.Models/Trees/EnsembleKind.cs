namespace ClvPredict.Models.Trees;

/// <summary>The ML.NET tree models, which differ in how the sum of the leaves becomes the score.</summary>
public enum EnsembleKind
{
    /// <summary>FastTree regression: score = sum.</summary>
    FastTreeRegression,

    /// <summary>FastTree binary classifier: score = sum (a calibrator turns it into a probability).</summary>
    FastTreeBinary,

    /// <summary>FastTree Tweedie regression: score = exp(sum).</summary>
    FastTreeTweedie,

    /// <summary>FastTree ranking: score = sum.</summary>
    FastTreeRanking,

    /// <summary>FastForest regression: score = sum / number of trees.</summary>
    FastForestRegression,

    /// <summary>FastForest binary classifier: score = sum.</summary>
    FastForestBinary,
}
