using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// The codes of features that have one and the same code in most rows: row by row, the others only. A histogram pass adds
/// those, and each feature's common bin gets what is missing from the sum of all rows, which is exact in integers.
/// </summary>
internal sealed class SparseCodes
{
    /// <summary>Most features together: their bins fit the second-level cache, and a row's list is worth the visit.</summary>
    public const int MaxFeatures = 64;

    /// <summary>Share of rows from which on a code counts as common; measured: below it plain addition is as fast.</summary>
    public const double CommonShare = 0.8;

    private readonly int[] _features;
    private readonly byte[] _common;
    private readonly int[] _starts;
    private readonly ushort[] _entries;

    /// <summary>Lists the codes that are not the common ones.</summary>
    public SparseCodes(FeatureBins bins, int[] features)
    {
        _features = features;
        _common = Array.ConvertAll(features, feature => MostCommon(bins.Codes(feature)).Code);
        _starts = new int[bins.RowCount + 1];
        for (var place = 0; place < features.Length; place++)
        {
            var codes = bins.Codes(features[place]);
            for (var row = 0; row < codes.Length; row++)
                _starts[row + 1] += codes[row] == _common[place] ? 0 : 1;
        }
        for (var row = 0; row < bins.RowCount; row++)
            _starts[row + 1] += _starts[row];
        _entries = new ushort[_starts[^1]];
        var next = _starts[..^1];
        for (var place = 0; place < features.Length; place++)
        {
            var codes = bins.Codes(features[place]);
            for (var row = 0; row < codes.Length; row++)
            {
                if (codes[row] != _common[place])
                    _entries[next[row]++] = (ushort)(place * HistogramKernel.Bins + codes[row]);
            }
        }
    }

    /// <summary>The features, in the order of their bins.</summary>
    public ReadOnlySpan<int> Features => _features;

    /// <summary>The code of most rows, and its share of them.</summary>
    public static (byte Code, double Share) MostCommon(ReadOnlySpan<byte> codes)
    {
        Span<int> counts = stackalloc int[HistogramKernel.Bins];
        counts.Clear();
        foreach (var code in codes)
            counts[code]++;
        var best = 0;
        for (var code = 1; code < counts.Length; code++)
            best = counts[code] > counts[best] ? code : best;
        return ((byte)best, counts[best] / (double)Math.Max(1, codes.Length));
    }

    /// <summary>Sums consecutive rows from <paramref name="first"/> on, but for the common bins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRun(
        int first,
        ReadOnlySpan<Vector128<long>> pairs,
        Span<Vector128<long>> histogram
    )
    {
        ref var bins = ref Reference(histogram);
        var starts = _starts.AsSpan(first, pairs.Length + 1);
        for (var i = 0; i < pairs.Length; i++)
        {
            foreach (var entry in _entries.AsSpan(starts[i], starts[i + 1] - starts[i]))
                Unsafe.Add(ref bins, (nint)entry) += pairs[i];
        }
    }

    /// <summary>Sums chosen rows, rows[i] with pairs[i], but for the common bins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRows(
        ReadOnlySpan<int> rows,
        ReadOnlySpan<Vector128<long>> pairs,
        Span<Vector128<long>> histogram
    )
    {
        ref var bins = ref Reference(histogram);
        pairs = pairs[..rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (start, end) = (_starts[rows[i]], _starts[rows[i] + 1]);
            foreach (var entry in _entries.AsSpan(start, end - start))
                Unsafe.Add(ref bins, (nint)entry) += pairs[i];
        }
    }

    /// <summary>Gives each common bin, still zero, what is missing from the total of all rows.</summary>
    public void Complete(Span<Vector128<long>> histogram, Vector128<long> total)
    {
        for (var place = 0; place < _features.Length; place++)
        {
            var bins = histogram.Slice(place * HistogramKernel.Bins, HistogramKernel.Bins);
            var rest = total;
            foreach (var bin in bins)
                rest -= bin;
            bins[_common[place]] = rest;
        }
    }

    /// <summary>An entry is below the features times 256, so that additions within as many bins need no checks.</summary>
    private ref Vector128<long> Reference(Span<Vector128<long>> histogram) =>
        ref MemoryMarshal.GetReference(histogram[..(_features.Length * HistogramKernel.Bins)]);
}
