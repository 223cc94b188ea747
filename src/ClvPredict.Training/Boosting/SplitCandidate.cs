namespace ClvPredict.Training.Boosting;

/// <summary>The best split of a leaf: rows with a code up to Bin go left. The default means that there is none.</summary>
/// <param name="Gain">Above 0, or 0 for no split.</param>
/// <param name="Feature">Index of the feature.</param>
/// <param name="Bin">The last bin of the left child.</param>
internal readonly record struct SplitCandidate(double Gain, int Feature, int Bin)
{
    /// <summary>Whether there is a split.</summary>
    public bool Exists => Gain > 0;
}
