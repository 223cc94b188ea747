namespace ClvPredict.Models.Trees;

/// <summary>
/// Who shares in a score: the features that splits compare, each for itself, except that the indicators of a categorical
/// split are known together or not at all and so are one player, reported at the first of them.
/// </summary>
internal sealed class Players
{
    private readonly int[] _first;
    private readonly int[] _playerOf;
    private readonly List<int> _features = [];

    public Players(TreeEnsemble ensemble)
    {
        _first = [.. Enumerable.Range(0, ensemble.FeatureCount)];
        foreach (var split in ensemble.Trees.SelectMany(t => t.CategoricalSplits))
        {
            if (split.Features.Length == 0)
                throw new ArgumentException(
                    $"The categorical node {split.Node} has no features and cannot be explained.",
                    nameof(ensemble)
                );
            foreach (int feature in split.Features)
                Join(split.Features[0], feature);
        }
        _playerOf = new int[ensemble.FeatureCount];
        Array.Fill(_playerOf, -1);
    }

    /// <summary>Per player met so far: the feature it is reported at.</summary>
    public IReadOnlyList<int> Features => _features;

    /// <summary>The player that a feature belongs to.</summary>
    public int Of(int feature)
    {
        int first = FirstOf(feature);
        if (_playerOf[first] < 0)
        {
            _playerOf[first] = _features.Count;
            _features.Add(first);
        }
        return _playerOf[first];
    }

    private void Join(int a, int b)
    {
        (a, b) = (FirstOf(a), FirstOf(b));
        _first[Math.Max(a, b)] = Math.Min(a, b);
    }

    private int FirstOf(int feature)
    {
        while (_first[feature] != feature)
            feature = _first[feature] = _first[_first[feature]];
        return feature;
    }
}
