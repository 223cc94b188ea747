using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>The innermost loops: sums of gradient pairs by bin, for a group of eight features.</summary>
/// <remarks>
/// The histogram of a group is eight times <see cref="Bins"/> pairs. A byte always indexes one of 256 bins, so that the
/// additions go without bounds checks. Measured on an AMD EPYC: 0.54 ns an addition for consecutive rows, 0.7 for chosen ones.
/// </remarks>
internal static class HistogramKernel
{
    /// <summary>Bins of a feature: every value of a byte.</summary>
    public const int Bins = 256;

    private const int ChunkRows = 128;

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
    /// <remarks>
    /// Codes are first copied together, a chunk at a time: those loads miss the cache, and only in a loop of their own do
    /// enough of them overlap.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(
        ReadOnlySpan<ulong> codes,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<Vector128<long>> pairs,
        Span<Vector128<long>> histogram
    )
    {
        Span<ulong> chunk = stackalloc ulong[ChunkRows];
        while (!rows.IsEmpty)
        {
            var count = Math.Min(ChunkRows, rows.Length);
            for (var i = 0; i < count; i++)
                chunk[i] = codes[rows[i]];
            AddRun(chunk[..count], pairs[..count], histogram);
            rows = rows[count..];
            pairs = pairs[count..];
        }
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
        AddFour(ref Unsafe.Add(ref bins, 4 * Bins), (uint)(codes >> 32), pair);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref Vector128<long> bins, uint codes, Vector128<long> pair)
    {
        ref var first = ref Unsafe.Add(ref bins, (nint)(byte)codes);
        ref var second = ref Unsafe.Add(ref bins, (nint)(byte)(codes >> 8) + Bins);
        ref var third = ref Unsafe.Add(ref bins, (nint)(byte)(codes >> 16) + 2 * Bins);
        ref var fourth = ref Unsafe.Add(ref bins, (nint)(codes >> 24) + 3 * Bins);
        var (a, b, c, d) = (first + pair, second + pair, third + pair, fourth + pair);
        first = a;
        second = b;
        third = c;
        fourth = d;
    }
}
