using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Models.Trees;

/// <summary>What makes an ensemble unfit for scoring: arrays of wrong lengths, children or features out of range, cycles.</summary>
internal static class TreeEnsembleFault
{
    /// <summary>The first fault as part of a sentence, or null when the ensemble is sound.</summary>
    public static string? FirstIn(TreeEnsemble ensemble)
    {
        if (!Enum.IsDefined(ensemble.Kind))
            return Text($"the kind of ensemble {(int)ensemble.Kind} is unknown");
        if (ensemble.FeatureCount < 0)
            return Text($"the number of features is {ensemble.FeatureCount}");
        for (int t = 0; t < ensemble.Trees.Length; t++)
        {
            var fault = FirstIn(ensemble.Trees[t], ensemble.FeatureCount);
            if (fault is not null)
                return Text($"tree {t}: {fault}");
        }
        return null;
    }

    private static string? FirstIn(RegressionTree tree, int featureCount)
    {
        var fault = WrongLength(tree);
        if (fault is not null)
            return fault;
        if (!(tree.Weight >= 0))
            return Text($"the weight is {tree.Weight}");
        if (!NoneOr(tree.LeafCount, tree.LeafCover))
            return Text($"{tree.LeafCover.Length} leaf covers where {tree.LeafCount} are expected");
        foreach (double cover in tree.LeafCover)
        {
            if (!(cover >= 0) || double.IsInfinity(cover))
                return Text($"a leaf cover is {cover}");
        }
        if (tree.IsEmpty)
            return null;
        return WrongLinks(tree)
            ?? WrongFeature(tree, featureCount)
            ?? WrongCategory(tree, featureCount);
    }

    private static string? WrongLength(RegressionTree tree)
    {
        int nodes = tree.LteChild.Length;
        int used = tree.Threshold.Length;
        if (used < 1)
            return "there are fewer than 2 leaves";
        if (nodes < used)
            return Text($"{nodes} nodes cannot hold {used + 1} leaves");
        if (tree.GtChild.Length != nodes || tree.SplitFeature.Length != nodes)
            return "the children and the split features differ in number";
        if (tree.LeafValue.Length != nodes + 1)
            return Text($"{tree.LeafValue.Length} leaf values where {nodes + 1} are expected");
        if (tree.SplitGain.Length != nodes)
            return Text($"{tree.SplitGain.Length} split gains where {nodes} are expected");
        if (tree.DefaultForMissing.Length != 0 && tree.DefaultForMissing.Length < used)
            return Text(
                $"{tree.DefaultForMissing.Length} defaults for missing values where {used} are expected"
            );
        if (
            !NoneOr(nodes, tree.BinThreshold)
            || !NoneOr(nodes, tree.GainPValue)
            || !NoneOr(nodes, tree.PreviousLeafValue)
        )
        {
            return "an informational array has neither one value per node nor none";
        }
        return null;
    }

    private static bool NoneOr<T>(int length, ImmutableArray<T> values) =>
        values.Length == 0 || values.Length == length;

    /// <summary>Every node and leaf may be reached once at most: then every walk ends.</summary>
    private static string? WrongLinks(RegressionTree tree)
    {
        int used = tree.Threshold.Length;
        var reached = new bool[used];
        var leafReached = new bool[used + 1];
        var open = new Stack<int>();
        open.Push(0);
        while (open.TryPop(out int node))
        {
            if (node >= used || ~node >= used + 1)
                return Text(
                    $"a child refers to {(node < 0 ? "leaf " : "node ")}{(node < 0 ? ~node : node)}, which is not there"
                );
            ref bool seen = ref node < 0 ? ref leafReached[~node] : ref reached[node];
            if (seen)
                return Text(
                    $"{(node < 0 ? "leaf " : "node ")}{(node < 0 ? ~node : node)} has two parents"
                );
            seen = true;
            if (node < 0)
                continue;
            open.Push(tree.GtChild[node]);
            open.Push(tree.LteChild[node]);
        }
        return null;
    }

    private static string? WrongFeature(RegressionTree tree, int featureCount)
    {
        var categorical = tree.CategoricalSplits.Select(s => s.Node).ToHashSet();
        for (int n = 0; n < tree.Threshold.Length; n++)
        {
            if ((uint)tree.SplitFeature[n] >= (uint)featureCount && !categorical.Contains(n))
                return Text($"node {n} splits on feature {tree.SplitFeature[n]} of {featureCount}");
        }
        return null;
    }

    private static string? WrongCategory(RegressionTree tree, int featureCount)
    {
        var seen = new HashSet<int>();
        foreach (var split in tree.CategoricalSplits)
        {
            if ((uint)split.Node >= (uint)tree.Threshold.Length || !seen.Add(split.Node))
                return Text($"the categorical node {split.Node} is not there or is listed twice");
            for (int i = 0; i < split.Features.Length; i++)
            {
                int feature = split.Features[i];
                if (
                    (uint)feature >= (uint)featureCount
                    || (i > 0 && feature <= split.Features[i - 1])
                )
                    return Text(
                        $"the categorical node {split.Node} has feature {feature} out of range or order"
                    );
            }
        }
        return null;
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
