using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Models.Trees;

/// <summary>
/// Finds the leaf of many rows at once without walking. Every leaf has a bit; a split that sends a row to the greater branch
/// clears the bits of the leaves below its lesser branch; the first bit left is the leaf of the row.
/// </summary>
/// <remarks>
/// Lucchese et al., QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees (2015),
/// section 3, and with several rows per instruction Lucchese et al., Exploiting CPU SIMD extensions to speed-up document
/// scoring with tree ensembles (2016). Unlike there, the tests stay together tree by tree and all of them run.
/// </remarks>
internal static class LeafBits
{
    /// <summary>Adds the leaf values of one tree to the sums of all rows of a tile, those not in use included.</summary>
    /// <param name="words">The words of the tree, first leaves first.</param>
    /// <param name="tests">The tests of all trees.</param>
    /// <param name="leaves">The leaf values of all trees.</param>
    /// <param name="tile">The values of the rows, feature by feature.</param>
    /// <param name="sums">One sum per row of the tile.</param>
    public static void Add(
        ReadOnlySpan<BitWord> words,
        ReadOnlySpan<BitTest> tests,
        ReadOnlySpan<double> leaves,
        ReadOnlySpan<float> tile,
        Span<double> sums
    )
    {
        Span<uint> bits = stackalloc uint[FeatureTile.Rows];
        var last = words[^1];
        Test(tests.Slice(last.FirstTest, last.TestCount), tile, bits);
        if (words.Length == 1)
        {
            var wordLeaves = leaves[last.FirstLeaf..];
            for (int r = 0; r < bits.Length; r++)
                sums[r] += wordLeaves[BitOperations.TrailingZeroCount(bits[r])];
            return;
        }
        Span<int> reached = stackalloc int[FeatureTile.Rows];
        for (int r = 0; r < bits.Length; r++)
            reached[r] = last.FirstLeaf + BitOperations.TrailingZeroCount(bits[r]);
        // Words before that of the leaf are zero and words after it may be anything: the first that is not zero is right.
        for (int w = words.Length - 2; w >= 0; w--)
        {
            var word = words[w];
            Test(tests.Slice(word.FirstTest, word.TestCount), tile, bits);
            for (int r = 0; r < bits.Length; r++)
            {
                int leaf = word.FirstLeaf + BitOperations.TrailingZeroCount(bits[r]);
                reached[r] = bits[r] != 0 ? leaf : reached[r];
            }
        }
        for (int r = 0; r < reached.Length; r++)
            sums[r] += leaves[reached[r]];
    }

    /// <summary>The bits left by the tests. Eight vectors, a whole tile, share the load of a test.</summary>
    private static void Test(ReadOnlySpan<BitTest> tests, ReadOnlySpan<float> tile, Span<uint> bits)
    {
        var a = Vector256<uint>.AllBitsSet;
        var (b, c, d, e, f, g, h) = (a, a, a, a, a, a, a);
        foreach (ref readonly var test in tests)
        {
            var threshold = Vector256.Create(test.Threshold);
            var kept = Vector256.Create(test.Kept);
            var values = MemoryMarshal.Cast<float, Vector256<float>>(
                tile.Slice(test.Feature * FeatureTile.Rows, FeatureTile.Rows)
            );
            a &= Vector256.LessThanOrEqual(values[0], threshold).AsUInt32() | kept;
            b &= Vector256.LessThanOrEqual(values[1], threshold).AsUInt32() | kept;
            c &= Vector256.LessThanOrEqual(values[2], threshold).AsUInt32() | kept;
            d &= Vector256.LessThanOrEqual(values[3], threshold).AsUInt32() | kept;
            e &= Vector256.LessThanOrEqual(values[4], threshold).AsUInt32() | kept;
            f &= Vector256.LessThanOrEqual(values[5], threshold).AsUInt32() | kept;
            g &= Vector256.LessThanOrEqual(values[6], threshold).AsUInt32() | kept;
            h &= Vector256.LessThanOrEqual(values[7], threshold).AsUInt32() | kept;
        }
        var to = MemoryMarshal.Cast<uint, Vector256<uint>>(bits);
        (to[0], to[1], to[2], to[3]) = (a, b, c, d);
        (to[4], to[5], to[6], to[7]) = (e, f, g, h);
    }
}
