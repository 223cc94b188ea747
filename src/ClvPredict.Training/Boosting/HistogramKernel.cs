using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>The innermost loops: sums of gradient pairs by bin, for a group of eight features.</summary>
/// <remarks>
/// The histogram of a group is <see cref="GroupSize"/> pairs. A byte always indexes one of 256 bins, so that the
/// additions go without bounds checks. Measured on an AMD EPYC: 0.55 ns an addition.
/// </remarks>
internal static class HistogramKernel
{
    /// <summary>Bins of a feature: every value of a byte.</summary>
    public const int Bins = 256;

    /// <summary>
    /// Pairs from a feature's bins to the next feature's in a group. Bins of equal code must not lie a multiple of 4096 bytes
    /// apart: the processor would take them for one address, and the cache would keep them in one set.
    /// </summary>
    public const int Stride = Bins + 4;

    /// <summary>Pairs in the histogram of a group.</summary>
    public const int GroupSize = CodeGroups.Width * Stride;

    /// <summary>Adds codes[i] with pairs[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        ReadOnlySpan<ulong> codes,
        ReadOnlySpan<Vector128<long>> pairs,
        Span<Vector128<long>> histogram
    )
    {
        codes = codes[..pairs.Length];
        ref var bins = ref MemoryMarshal.GetReference(histogram[..GroupSize]);
        for (var i = 0; i < pairs.Length; i++)
            Add(ref bins, codes[i], pairs[i]);
    }

    /// <summary>target = minuend - subtrahend, bin by bin; the target may be the minuend.</summary>
    public static void Subtract(
        ReadOnlySpan<Vector128<long>> minuend,
        ReadOnlySpan<Vector128<long>> subtrahend,
        Span<Vector128<long>> target
    )
    {
        minuend = minuend[..target.Length];
        subtrahend = subtrahend[..target.Length];
        for (var i = 0; i < target.Length; i++)
            target[i] = minuend[i] - subtrahend[i];
    }

    /// <summary>Four bins are read before any is written: the compiler may not reorder that, since it does not know them apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector128<long> bins, ulong codes, Vector128<long> pair)
    {
        AddFour(ref bins, (uint)codes, pair);
        AddFour(ref Unsafe.Add(ref bins, 4 * Stride), (uint)(codes >> 32), pair);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref Vector128<long> bins, uint codes, Vector128<long> pair)
    {
        ref var first = ref Unsafe.Add(ref bins, (nint)(byte)codes);
        ref var second = ref Unsafe.Add(ref bins, (nint)(byte)(codes >> 8) + Stride);
        ref var third = ref Unsafe.Add(ref bins, (nint)(byte)(codes >> 16) + 2 * Stride);
        ref var fourth = ref Unsafe.Add(ref bins, (nint)(codes >> 24) + 3 * Stride);
        var (a, b, c, d) = (first + pair, second + pair, third + pair, fourth + pair);
        first = a;
        second = b;
        third = c;
        fourth = d;
    }
}
