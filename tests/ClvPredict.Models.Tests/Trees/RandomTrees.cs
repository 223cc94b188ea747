using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.Trees;

/// <summary>Sound random ensembles, grown leaf by leaf as ML.NET grows them.</summary>
internal static class RandomTrees
{
    public static TreeEnsemble Ensemble(
        Random random,
        EnsembleKind kind,
        int features,
        int trees,
        int leaves,
        bool special = false
    ) =>
        new()
        {
            Kind = kind,
            FeatureCount = features,
            Trees =
            [
                .. Enumerable.Range(0, trees).Select(_ => Tree(random, features, leaves, special)),
            ],
            QuantileSampleCount = 1,
        };

    /// <summary>Values between -1 and 1, a tenth of them missing.</summary>
    public static float[] Rows(Random random, int rows, int features)
    {
        var values = new float[rows * features];
        for (int i = 0; i < values.Length; i++)
            values[i] = random.Next(10) == 0 ? float.NaN : random.NextSingle() * 2 - 1;
        return values;
    }

    private static RegressionTree Tree(Random random, int features, int leaves, bool special)
    {
        int nodes = leaves - 1;
        var lte = new int[nodes];
        var gt = new int[nodes];
        var places = new (int Parent, bool IsGt)[leaves];
        for (int n = 0; n < nodes; n++)
        {
            int leaf = random.Next(n + 1);
            if (n > 0)
                (places[leaf].IsGt ? gt : lte)[places[leaf].Parent] = n;
            lte[n] = ~leaf;
            gt[n] = ~(n + 1);
            places[leaf] = (n, false);
            places[n + 1] = (n, true);
        }
        return new RegressionTree
        {
            LteChild = [.. lte],
            GtChild = [.. gt],
            SplitFeature = [.. Numbers(nodes, () => random.Next(features))],
            Threshold = [.. Numbers(nodes, () => random.NextSingle() * 2 - 1)],
            LeafValue = [.. Numbers(leaves, () => (random.NextDouble() - 0.5) / 8)],
            SplitGain = [.. Numbers(nodes, random.NextDouble)],
            DefaultForMissing = special
                ? [.. Numbers(nodes, () => random.NextSingle() - 0.5f)]
                : [],
            CategoricalSplits = special
                ?
                [
                    new CategoricalSplit
                    {
                        Node = nodes / 2,
                        Features = [.. Enumerable.Range(0, features / 2)],
                    },
                ]
                : [],
        };
    }

    private static IEnumerable<T> Numbers<T>(int count, Func<T> next) =>
        Enumerable.Range(0, count).Select(_ => next());
}
