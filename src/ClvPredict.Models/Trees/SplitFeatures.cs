namespace ClvPredict.Models.Trees;

/// <summary>
/// Brings all splits of an ensemble to one form, value at most threshold goes to the lesser branch, by derived features.
/// </summary>
/// <param name="featureCount">Features of a row; derived ones are numbered from there.</param>
internal sealed class SplitFeatures(int featureCount)
{
    private readonly List<DerivedFeature> _derived = [];
    private readonly Dictionary<(int Feature, float Replacement), int> _replaced = [];

    /// <summary>The derived features met so far.</summary>
    public IReadOnlyList<DerivedFeature> Derived => _derived;

    /// <summary>Per node of a sound tree: the feature compared, derived ones included, and the threshold.</summary>
    public (int Feature, float Threshold)[] Of(RegressionTree tree)
    {
        var splits = new (int Feature, float Threshold)[tree.Threshold.Length];
        bool replaces = tree.DefaultForMissing.Any(v => v != 0);
        for (int n = 0; n < splits.Length; n++)
        {
            int feature = tree.SplitFeature[n];
            // Categorical nodes are set below; their split feature is not used and may be out of range.
            if (replaces && (uint)feature < (uint)featureCount)
                feature = Replaced(feature, tree.DefaultForMissing[n]);
            splits[n] = (feature, tree.Threshold[n]);
        }
        foreach (var split in tree.CategoricalSplits)
        {
            float replacement = replaces ? tree.DefaultForMissing[split.Node] : float.NaN;
            splits[split.Node] = (Add(new([.. split.Features], true, replacement)), 0.5f);
        }
        return splits;
    }

    private int Replaced(int feature, float replacement)
    {
        if (!_replaced.TryGetValue((feature, replacement), out int derived))
        {
            derived = Add(new([feature], false, replacement));
            _replaced.Add((feature, replacement), derived);
        }
        return derived;
    }

    private int Add(DerivedFeature derived)
    {
        _derived.Add(derived);
        return featureCount + _derived.Count - 1;
    }
}
