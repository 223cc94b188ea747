using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Adds a tree to the raw scores of binned rows. Each split is applied to a block of rows at a time by comparing
/// vectors of leaf numbers and codes, which costs less than walking the tree row by row.
/// </summary>
internal static class TreeScorer
{
    private const int BlockRows = 8192;

    /// <summary>scores[row] += value of the row's leaf.</summary>
    public static void Add(GrownTree tree, FeatureBins features, double[] scores, WorkCrew crew) =>
        crew.RunBlocks(
            features.RowCount,
            BlockRows,
            (start, end) =>
            {
                var leaves = new byte[end - start];
                FindLeaves(tree, features, start, leaves);
                var values = tree.LeafValues;
                var block = scores.AsSpan(start, leaves.Length);
                for (var i = 0; i < leaves.Length; i++)
                    block[i] += values[leaves[i]];
            }
        );

    /// <summary>The leaf of each row from start on; leaves comes zeroed.</summary>
    internal static void FindLeaves(
        GrownTree tree,
        FeatureBins features,
        int start,
        Span<byte> leaves
    )
    {
        for (var number = 0; number < tree.Splits.Count; number++)
        {
            var (leaf, split) = tree.Splits[number];
            var codes = features.Codes(split.Feature).Slice(start, leaves.Length);
            if (split.GoesRight is { } goesRight)
                Divide(leaves, codes, (byte)leaf, goesRight, (byte)(number + 1));
            else
                Divide(leaves, codes, (byte)leaf, (byte)split.Bin, (byte)(number + 1));
        }
    }

    private static void Divide(
        Span<byte> leaves,
        ReadOnlySpan<byte> codes,
        byte leaf,
        ReadOnlySpan<bool> goesRight,
        byte newLeaf
    )
    {
        for (var i = 0; i < leaves.Length; i++)
        {
            if (leaves[i] == leaf && goesRight[codes[i]])
                leaves[i] = newLeaf;
        }
    }

    private static void Divide(
        Span<byte> leaves,
        ReadOnlySpan<byte> codes,
        byte leaf,
        byte bin,
        byte newLeaf
    )
    {
        var (leafVector, binVector) = (Vector256.Create(leaf), Vector256.Create(bin));
        var newVector = Vector256.Create(newLeaf);
        var i = 0;
        for (; i <= leaves.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var present = Vector256.Create<byte>(leaves[i..]);
            var moves =
                Vector256.Equals(present, leafVector)
                & Vector256.GreaterThan(Vector256.Create(codes[i..]), binVector);
            Vector256.ConditionalSelect(moves, newVector, present).CopyTo(leaves[i..]);
        }
        for (; i < leaves.Length; i++)
        {
            if (leaves[i] == leaf && codes[i] > bin)
                leaves[i] = newLeaf;
        }
    }
}
