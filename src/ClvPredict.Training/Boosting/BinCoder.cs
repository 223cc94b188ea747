using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Finds the bin of each value, which is the number of limits below it, in two steps of sixteen comparisons each: which
/// block of sixteen limits, and where in the block.
/// </summary>
internal static class BinCoder
{
    private const int Block = 16;

    /// <summary>Codes a column of finite or missing values by the upper limits of its bins, the last one unbounded.</summary>
    public static byte[] Encode(ReadOnlySpan<float> column, ReadOnlySpan<float> thresholds)
    {
        Span<float> limits = stackalloc float[Block * Block];
        limits.Fill(float.PositiveInfinity);
        thresholds[..^1].CopyTo(limits);
        // The last limit of each block but the last: a value above it lies in a later block.
        Span<float> blockEnds = stackalloc float[Block];
        for (var block = 0; block < Block; block++)
            blockEnds[block] = limits[Block * block + Block - 1];
        var codes = GC.AllocateUninitializedArray<byte>(column.Length);
        Search(column, limits, Vector512.Create<float>(blockEnds), codes);
        return codes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Search(
        ReadOnlySpan<float> column,
        ReadOnlySpan<float> limits,
        Vector512<float> blockEnds,
        Span<byte> codes
    )
    {
        ref var limit = ref MemoryMarshal.GetReference(limits);
        codes = codes[..column.Length];
        for (var row = 0; row < column.Length; row++)
        {
            var value = Vector512.Create(column[row]);
            // At most 15 block ends lie below a value, since the last is infinite: the block is inside the limits.
            var first = Block * CountBelow(blockEnds, value);
            var bin = first + CountBelow(Vector512.LoadUnsafe(ref limit, (nuint)first), value);
            codes[row] = float.IsNaN(column[row]) ? FeatureBins.MissingCode : (byte)bin;
        }
    }

    private static int CountBelow(Vector512<float> limits, Vector512<float> value) =>
        BitOperations.PopCount(Vector512.LessThan(limits, value).ExtractMostSignificantBits());
}
