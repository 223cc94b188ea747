namespace ClvPredict.Training.Boosting;

/// <summary>The best split of a leaf. The default means that there is none.</summary>
/// <param name="Gain">Above 0, or 0 for no split.</param>
/// <param name="Feature">Index of the feature.</param>
/// <param name="Bin">The last bin of the left child; not used for a categorical feature.</param>
/// <param name="GoesRight">
/// For a categorical feature: whether each of the 256 codes goes right; the code of missing values never does. Null for others.
/// </param>
internal readonly record struct SplitCandidate(
    double Gain,
    int Feature,
    int Bin,
    bool[]? GoesRight = null
)
{
    /// <summary>Whether there is a split.</summary>
    public bool Exists => Gain > 0;

    /// <summary>Whether rows of a code go left.</summary>
    public bool GoesLeft(int code) => GoesRight is null ? code <= Bin : !GoesRight[code];
}
