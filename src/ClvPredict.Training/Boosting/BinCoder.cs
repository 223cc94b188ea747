using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClvPredict.Training.Boosting;

/// <summary>Finds the bin of each value by a binary search without branches.</summary>
internal static class BinCoder
{
    /// <summary>Codes a column of finite or missing values by the upper limits of its bins, the last one unbounded.</summary>
    public static byte[] Encode(ReadOnlySpan<float> column, ReadOnlySpan<float> thresholds)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)thresholds.Length);
        Span<float> limits = stackalloc float[FeatureBins.MaxValueBins + 1];
        limits.Fill(float.PositiveInfinity);
        thresholds[..^1].CopyTo(limits);
        var codes = GC.AllocateUninitializedArray<byte>(column.Length);
        Search(column, limits, slots / 2, codes);
        return codes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Search(ReadOnlySpan<float> column, ReadOnlySpan<float> limits, int half, Span<byte> codes)
    {
        ref var limit = ref MemoryMarshal.GetReference(limits);
        codes = codes[..column.Length];
        for (var row = 0; row < column.Length; row++)
        {
            var value = column[row];
            nint bin = 0;
            // Invariant: bin limits lie below the value. limits has at least 2 * half slots, and the answer is below that.
            for (nint step = half; step > 0; step >>= 1)
                bin += value > Unsafe.Add(ref limit, bin + step - 1) ? step : 0;
            codes[row] = float.IsNaN(value) ? FeatureBins.MissingCode : (byte)bin;
        }
    }
}
