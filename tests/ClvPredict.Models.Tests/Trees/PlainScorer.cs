using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.Trees;

/// <summary>The plain twin of <see cref="CompiledEnsemble"/>: walks the trees as they are stored.</summary>
internal static class PlainScorer
{
    public static double RawScore(TreeEnsemble ensemble, ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (var tree in ensemble.Trees)
            sum += tree.LteChild[0] == 0 ? 0 : tree.LeafValue[~Leaf(tree, row)];
        return sum;
    }

    /// <summary>Where a row goes from a node.</summary>
    public static int Child(RegressionTree tree, ReadOnlySpan<float> row, int node)
    {
        bool isGt;
        if (tree.CategoricalSplits.FirstOrDefault(s => s.Node == node) is { } split)
        {
            isGt = false;
            foreach (int feature in split.Features)
                isGt |= Value(tree, node, row[feature]) > 0;
        }
        else
        {
            isGt = !(Value(tree, node, row[tree.SplitFeature[node]]) <= tree.Threshold[node]);
        }
        return isGt ? tree.GtChild[node] : tree.LteChild[node];
    }

    private static int Leaf(RegressionTree tree, ReadOnlySpan<float> row)
    {
        int node = 0;
        while (node >= 0)
            node = Child(tree, row, node);
        return node;
    }

    private static float Value(RegressionTree tree, int node, float value) =>
        float.IsNaN(value) && tree.DefaultForMissing.Any(d => d != 0)
            ? tree.DefaultForMissing[node]
            : value;
}
