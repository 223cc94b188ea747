using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>The innermost loops: sums of gradient pairs by bin, for a group of eight features.</summary>
/// <remarks>
/// The histogram of a group is eight times <see cref="Bins"/> pairs. Bytes index 256 bins and rows are checked by the
/// callers' slices, so the loops go without bounds checks.
/// </remarks>
internal static class HistogramKernel
{
    /// <summary>Bins of a feature: every value of a byte.</summary>
    public const int Bins = 256;

    /// <summary>Adds consecutive rows: codes[i] with pairs[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRun(
        ReadOnlySpan<ulong> codes,
        ReadOnlySpan<Vector128<long>> pairs,
        Span<Vector128<long>> histogram
    )
    {
        codes = codes[..pairs.Length];
        ref var bins = ref MemoryMarshal.GetReference(histogram[..(CodeGroups.Width * Bins)]);
        for (var i = 0; i < pairs.Length; i++)
            Add(ref bins, codes[i], pairs[i]);
    }

    /// <summary>Adds chosen rows: codes[rows[i]] with pairs[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(
        ReadOnlySpan<ulong> codes,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<Vector128<long>> pairs,
        Span<Vector128<long>> histogram
    )
    {
        pairs = pairs[..rows.Length];
        ref var bins = ref MemoryMarshal.GetReference(histogram[..(CodeGroups.Width * Bins)]);
        for (var i = 0; i < rows.Length; i++)
            Add(ref bins, codes[rows[i]], pairs[i]);
    }

    /// <summary>target = minuend - subtrahend, bin by bin; the target may be the minuend.</summary>
    public static void Subtract(
        ReadOnlySpan<Vector128<long>> minuend,
        ReadOnlySpan<Vector128<long>> subtrahend,
        Span<Vector128<long>> target
    )
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = minuend[i] - subtrahend[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector128<long> bins, ulong codes, Vector128<long> pair)
    {
        Unsafe.Add(ref bins, (nint)(byte)codes) += pair;
        Unsafe.Add(ref bins, (nint)(byte)(codes >> 8) + Bins) += pair;
        Unsafe.Add(ref bins, (nint)(byte)(codes >> 16) + 2 * Bins) += pair;
        Unsafe.Add(ref bins, (nint)(byte)(codes >> 24) + 3 * Bins) += pair;
        Unsafe.Add(ref bins, (nint)(byte)(codes >> 32) + 4 * Bins) += pair;
        Unsafe.Add(ref bins, (nint)(byte)(codes >> 40) + 5 * Bins) += pair;
        Unsafe.Add(ref bins, (nint)(byte)(codes >> 48) + 6 * Bins) += pair;
        Unsafe.Add(ref bins, (nint)(codes >> 56) + 7 * Bins) += pair;
    }
}
