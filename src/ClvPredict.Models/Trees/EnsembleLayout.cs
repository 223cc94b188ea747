using System.Numerics;

namespace ClvPredict.Models.Trees;

/// <summary>Puts the nodes of all trees of a sound ensemble into one sequence, followed by all leaves.</summary>
internal sealed class EnsembleLayout
{
    private readonly int _nodeCount;

    public EnsembleLayout(TreeEnsemble ensemble)
    {
        var trees = ensemble.Trees.Where(t => !t.IsEmpty).ToList();
        _nodeCount = trees.Sum(t => t.Threshold.Length);
        foreach (var tree in trees)
            Add(tree);
        for (int leaf = 0; leaf < Leaves.Count; leaf++)
            Nodes.Add(new(float.NaN, 0, _nodeCount + leaf, _nodeCount + leaf));
    }

    public List<CompiledTree> Trees { get; } = [];

    public List<CompiledNode> Nodes { get; } = [];

    public List<CompiledSpecialSplit> Specials { get; } = [];

    public List<double> Leaves { get; } = [];

    private void Add(RegressionTree tree)
    {
        int firstNode = Nodes.Count;
        int firstLeaf = _nodeCount + Leaves.Count;
        var categories = tree.CategoricalSplits.ToDictionary(s => s.Node, s => s.Features);
        bool replaces = tree.DefaultForMissing.Any(v => v != 0);
        for (int n = 0; n < tree.Threshold.Length; n++)
        {
            int feature = tree.SplitFeature[n];
            float replacement = replaces ? tree.DefaultForMissing[n] : float.NaN;
            bool categorical = categories.TryGetValue(n, out var indicators);
            if (categorical || replaces)
            {
                Specials.Add(
                    new(categorical ? [.. indicators] : [feature], categorical, replacement)
                );
                feature = ~(Specials.Count - 1);
            }
            Nodes.Add(
                new(tree.Threshold[n], feature, Place(tree.LteChild[n]), Place(tree.GtChild[n]))
            );
        }
        Leaves.AddRange(tree.LeafValue.AsSpan(0, tree.LeafCount));
        bool isPlain = categories.Count == 0 && !replaces;
        Trees.Add(new(firstNode, isPlain ? StepLevels(tree) : 0));

        int Place(int child) => child >= 0 ? firstNode + child : firstLeaf + ~child;
    }

    /// <summary>
    /// Walking in step saves the mispredicted branches of walking alone and pays with steps on the spot for rows that
    /// arrive early; trees far from balanced pay too much.
    /// </summary>
    private static int StepLevels(RegressionTree tree)
    {
        int deepest = 0;
        var open = new Stack<(int Node, int Level)>();
        open.Push((0, 1));
        while (open.TryPop(out var at))
        {
            deepest = Math.Max(deepest, at.Level);
            if (tree.LteChild[at.Node] >= 0)
                open.Push((tree.LteChild[at.Node], at.Level + 1));
            if (tree.GtChild[at.Node] >= 0)
                open.Push((tree.GtChild[at.Node], at.Level + 1));
        }
        return deepest <= 4 * (BitOperations.Log2((uint)tree.LeafCount) + 1) ? deepest : 0;
    }
}
