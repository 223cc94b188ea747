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

    /// <summary>Puts thresholds, infinities and zeros of both signs among the values.</summary>
    public static void AddSpecialValues(Random random, Span<float> values, TreeEnsemble ensemble)
    {
        var thresholds = ensemble.Trees.SelectMany(t => t.Threshold).ToArray();
        float[] special = [float.PositiveInfinity, float.NegativeInfinity, 0f, -0f];
        for (int i = 0; i < values.Length; i += 1 + random.Next(5))
        {
            values[i] =
                random.Next(2) == 0
                    ? special[random.Next(special.Length)]
                    : thresholds[random.Next(thresholds.Length)];
        }
    }

    /// <summary>The same rows as columns.</summary>
    public static ReadOnlyMemory<float>[] ColumnsOf(float[] rowMajor, int features) =>
        [
            .. Enumerable
                .Range(0, features)
                .Select(f =>
                    (ReadOnlyMemory<float>)
                        rowMajor.Where((_, i) => i % features == f).ToArray().AsMemory()
                ),
        ];

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
            Threshold = [.. Numbers(nodes, () => Threshold(random))],
            LeafValue = [.. Numbers(leaves, () => (random.NextDouble() - 0.5) / 8)],
            SplitGain = [.. Numbers(nodes, random.NextDouble)],
            LeafCover = [.. Numbers(leaves, () => random.Next(8) == 0 ? 0.0 : random.Next(1, 500))],
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

    private static float Threshold(Random random) =>
        random.Next(30) switch
        {
            0 => 0f,
            1 => -0f,
            2 => float.PositiveInfinity,
            3 => float.NegativeInfinity,
            _ => random.NextSingle() * 2 - 1,
        };

    private static IEnumerable<T> Numbers<T>(int count, Func<T> next) =>
        Enumerable.Range(0, count).Select(_ => next());
}
