namespace ClvPredict.Models.Trees;

/// <summary>
/// A value computed from a row for splits that do not compare a feature as it stands. Default: not in use.
/// </summary>
/// <param name="Features">The one feature compared, or the indicator features.</param>
/// <param name="IsCategorical">Whether the value is 1 where any feature is above 0 and 0 elsewhere.</param>
/// <param name="Replacement">Stands for missing values; NaN where they stay missing.</param>
internal readonly record struct DerivedFeature(
    int[] Features,
    bool IsCategorical,
    float Replacement
)
{
    /// <summary>The value of a row whose feature f is at <c>values[f * stride]</c>.</summary>
    public float Of(ReadOnlySpan<float> values, int stride)
    {
        foreach (int feature in Features)
        {
            float value = values[feature * stride];
            if (float.IsNaN(value))
                value = Replacement;
            if (!IsCategorical)
                return value;
            if (value > 0)
                return 1;
        }
        return 0;
    }
}
