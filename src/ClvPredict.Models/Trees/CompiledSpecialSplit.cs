namespace ClvPredict.Models.Trees;

/// <summary>A split on indicator features, or one that replaces missing values. Default: not in use.</summary>
/// <param name="Features">The one feature compared, or the indicator features.</param>
/// <param name="IsCategorical">Whether any feature above 0 sends the row to the greater branch.</param>
/// <param name="Replacement">Stands for missing values; NaN where they stay missing.</param>
internal readonly record struct CompiledSpecialSplit(
    int[] Features,
    bool IsCategorical,
    float Replacement
)
{
    public bool GoesToLte(ReadOnlySpan<float> row, float threshold)
    {
        foreach (int feature in Features)
        {
            float value = row[feature];
            if (float.IsNaN(value))
                value = Replacement;
            if (!IsCategorical)
                return value <= threshold;
            if (value > 0)
                return false;
        }
        return true;
    }
}
