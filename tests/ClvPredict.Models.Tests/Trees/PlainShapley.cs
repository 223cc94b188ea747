using System.Numerics;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.Trees;

/// <summary>
/// Shapley values by their definition: the worth of a set of features is the score expected from walking the trees as they are
/// stored, both ways by cover where the feature is not in the set.
/// </summary>
internal static class PlainShapley
{
    /// <summary>The contribution of every feature; features with the same player number count as one, at the first.</summary>
    public static double[] Values(TreeEnsemble ensemble, float[] row, int[] players)
    {
        int count = ensemble.FeatureCount;
        var values = new double[count];
        int[] distinct = [.. players.Distinct()];
        for (int set = 0; set < 1 << distinct.Length; set++)
        {
            int size = BitOperations.PopCount((uint)set);
            double worth = Worth(
                ensemble,
                row,
                feature => (set >> Array.IndexOf(distinct, players[feature]) & 1) != 0
            );
            for (int p = 0; p < distinct.Length; p++)
            {
                bool isIn = (set >> p & 1) != 0;
                values[Array.IndexOf(players, distinct[p])] += isIn
                    ? worth * Weight(size - 1, distinct.Length)
                    : -worth * Weight(size, distinct.Length);
            }
        }
        return values;
    }

    public static double Worth(TreeEnsemble ensemble, float[] row, Func<int, bool> isKnown) =>
        ensemble.Trees.Where(t => !t.IsEmpty).Sum(t => Worth(t, row, isKnown, 0));

    /// <summary>s! (n - s - 1)! / n!, the share of orders of n players in which s certain ones precede a player.</summary>
    private static double Weight(int before, int players)
    {
        double weight = 1.0 / players;
        for (int i = 1; i <= before; i++)
            weight *= i / (double)(players - i);
        return weight;
    }

    private static double Worth(RegressionTree tree, float[] row, Func<int, bool> isKnown, int node)
    {
        if (node < 0)
            return tree.LeafValue[~node];
        int feature =
            tree.CategoricalSplits.FirstOrDefault(s => s.Node == node)?.Features[0]
            ?? tree.SplitFeature[node];
        if (isKnown(feature))
            return Worth(tree, row, isKnown, PlainScorer.Child(tree, row, node));
        double lte = Cover(tree, tree.LteChild[node]);
        double gt = Cover(tree, tree.GtChild[node]);
        double share = lte + gt > 0 ? lte / (lte + gt) : 0.5;
        return share * Worth(tree, row, isKnown, tree.LteChild[node])
            + (1 - share) * Worth(tree, row, isKnown, tree.GtChild[node]);
    }

    private static double Cover(RegressionTree tree, int node) =>
        node < 0
            ? tree.LeafCover[~node]
            : Cover(tree, tree.LteChild[node]) + Cover(tree, tree.GtChild[node]);
}
