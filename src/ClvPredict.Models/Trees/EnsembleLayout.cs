namespace ClvPredict.Models.Trees;

/// <summary>
/// Puts the nodes of all trees of a sound ensemble into one sequence, followed by all leaves, those of a tree from the
/// lesser to the greater side.
/// </summary>
internal sealed class EnsembleLayout
{
    /// <summary>Leaves in a <see cref="BitWord"/>.</summary>
    private const int WordLeaves = 32;

    /// <summary>Trees up to here are faster with all splits at once, at 256 leaves by a factor of 2 (bench/results/scoring.md).</summary>
    private const int MaxLeavesForBits = 256;

    private readonly int _nodeCount;
    private readonly SplitFeatures _features;

    public EnsembleLayout(TreeEnsemble ensemble, ScoringPath path)
    {
        var trees = ensemble.Trees.Where(t => !t.IsEmpty).ToList();
        _nodeCount = trees.Sum(t => t.Threshold.Length);
        _features = new SplitFeatures(ensemble.FeatureCount);
        foreach (var tree in trees)
        {
            bool inBits =
                path == ScoringPath.Bits
                || (path == ScoringPath.Fastest && tree.LeafCount <= MaxLeavesForBits);
            Add(tree, inBits);
        }
    }

    public List<CompiledTree> Trees { get; } = [];

    public List<CompiledNode> Nodes { get; } = [];

    public List<double> Leaves { get; } = [];

    public List<BitWord> Words { get; } = [];

    public List<BitTest> Tests { get; } = [];

    public IReadOnlyList<DerivedFeature> Derived => _features.Derived;

    private void Add(RegressionTree tree, bool inBits)
    {
        int firstNode = Nodes.Count;
        int firstLeaf = Leaves.Count;
        int firstWord = Words.Count;
        var order = new LeafOrder(tree);
        var splits = _features.Of(tree);
        for (int n = 0; n < splits.Length; n++)
        {
            var (feature, threshold) = splits[n];
            Nodes.Add(new(threshold, feature, Place(tree.LteChild[n]), Place(tree.GtChild[n])));
        }
        foreach (int leaf in order.Leaves)
            Leaves.Add(tree.LeafValue[leaf]);
        if (inBits)
        {
            for (int leaf = 0; leaf < tree.LeafCount; leaf += WordLeaves)
                AddWord(splits, order, leaf, firstLeaf + leaf);
        }
        Trees.Add(new(firstNode, firstWord, Words.Count - firstWord));

        int Place(int child) =>
            child >= 0 ? firstNode + child : _nodeCount + firstLeaf + order.PlaceOf[~child];
    }

    private void AddWord(
        (int Feature, float Threshold)[] splits,
        LeafOrder order,
        int wordLeaf,
        int firstLeaf
    )
    {
        int firstTest = Tests.Count;
        for (int n = 0; n < splits.Length; n++)
        {
            var (first, end) = order.LesserLeaves(n);
            int from = Math.Clamp(first - wordLeaf, 0, WordLeaves);
            int to = Math.Clamp(end - wordLeaf, 0, WordLeaves);
            if (from == to)
                continue;
            uint cleared = (uint)((1UL << to) - (1UL << from));
            Tests.Add(new(splits[n].Threshold, splits[n].Feature, ~cleared));
        }
        Words.Add(new(firstTest, Tests.Count - firstTest, firstLeaf));
    }
}
