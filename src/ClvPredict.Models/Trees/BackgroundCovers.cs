using System.Collections.Immutable;

namespace ClvPredict.Models.Trees;

/// <summary>Counts how many of some rows reach each leaf.</summary>
internal static class BackgroundCovers
{
    /// <summary>The trees of a sound ensemble with the covers of the rows.</summary>
    public static ImmutableArray<RegressionTree> Count(
        TreeEnsemble ensemble,
        ReadOnlyMemory<float>[] columns,
        CancellationToken cancellationToken
    )
    {
        const int RowsPerCheck = 256;
        var features = new SplitFeatures(columns.Length);
        var trees = ensemble.Trees.Where(t => !t.IsEmpty).ToArray();
        var splits = Array.ConvertAll(trees, features.Of);
        var covers = Array.ConvertAll(trees, t => new double[t.LeafCount]);
        DerivedFeature[] derived = [.. features.Derived];
        var row = new float[columns.Length];
        for (int r = 0; r < columns[0].Length; r++)
        {
            if (r % RowsPerCheck == 0)
                cancellationToken.ThrowIfCancellationRequested();
            for (int f = 0; f < row.Length; f++)
                row[f] = columns[f].Span[r];
            for (int t = 0; t < trees.Length; t++)
                covers[t][Leaf(trees[t], splits[t], derived, row)]++;
        }
        int next = 0;
        return
        [
            .. ensemble.Trees.Select(tree =>
                tree.IsEmpty ? tree : tree with { LeafCover = [.. covers[next++]] }
            ),
        ];
    }

    private static int Leaf(
        RegressionTree tree,
        (int Feature, float Threshold)[] splits,
        DerivedFeature[] derived,
        float[] row
    )
    {
        int node = 0;
        while (node >= 0)
        {
            var (feature, threshold) = splits[node];
            float value =
                feature < row.Length ? row[feature] : derived[feature - row.Length].Of(row, 1);
            node = value <= threshold ? tree.LteChild[node] : tree.GtChild[node];
        }
        return ~node;
    }
}
