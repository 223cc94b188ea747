using System.Buffers;

namespace ClvPredict.Training.Boosting;

/// <summary>Chooses the thresholds of one feature from all its values.</summary>
internal static class QuantileCuts
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int DigitMask = Digits - 1;
    private const int PassCount = 3;
    private const uint SignBit = 0x8000_0000;

    /// <summary>Upper limits of at most maxBins value bins, ascending, the last one float.MaxValue.</summary>
    /// <param name="column">The values; NaN is missing and not counted.</param>
    /// <param name="weights">What each counts, at least 0; empty for 1.</param>
    /// <param name="maxBins">At least 2.</param>
    public static float[] Find(
        ReadOnlySpan<float> column,
        ReadOnlySpan<double> weights,
        int maxBins
    )
    {
        var keys = ArrayPool<uint>.Shared.Rent(column.Length);
        var spare = ArrayPool<uint>.Shared.Rent(column.Length);
        var sizes = ArrayPool<double>.Shared.Rent(column.Length);
        try
        {
            var count = 0;
            for (var row = 0; row < column.Length; row++)
            {
                // Adding +0 turns -0 into +0, which are the same value to a comparison.
                keys[count] = ToKey(column[row] + 0f);
                sizes[count] = weights.IsEmpty ? 1 : weights[row];
                count += float.IsNaN(column[row]) || sizes[count] == 0 ? 0 : 1;
            }
            if (weights.IsEmpty)
            {
                // An odd number of passes leaves the sorted keys in the other buffer.
                Sort(keys.AsSpan(0, count), spare.AsSpan(0, count));
                (keys, spare) = (spare, keys);
            }
            else
                keys.AsSpan(0, count).Sort(sizes.AsSpan(0, count));
            count = Merge(keys.AsSpan(0, count), sizes);
            return Cut(keys.AsSpan(0, count), sizes.AsSpan(0, count), maxBins);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(keys);
            ArrayPool<uint>.Shared.Return(spare);
            ArrayPool<double>.Shared.Return(sizes);
        }
    }

    /// <summary>Brings equal keys together and adds their sizes; returns the number of different ones.</summary>
    private static int Merge(Span<uint> sorted, Span<double> sizes)
    {
        var last = -1;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (last >= 0 && sorted[i] == sorted[last])
                sizes[last] += sizes[i];
            else
            {
                last++;
                (sorted[last], sizes[last]) = (sorted[i], sizes[i]);
            }
        }
        return last + 1;
    }

    /// <summary>An integer that orders as the value does.</summary>
    private static uint ToKey(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return bits ^ ((uint)((int)bits >> 31) | SignBit);
    }

    private static float FromKey(uint key) =>
        BitConverter.UInt32BitsToSingle(key ^ (((uint)((int)~key >> 31)) | SignBit));

    /// <summary>Radix sort by three digits, lowest first; the result is in <paramref name="spare"/>.</summary>
    private static void Sort(Span<uint> keys, Span<uint> spare)
    {
        var starts = new int[PassCount * Digits];
        foreach (var key in keys)
        {
            starts[key & DigitMask]++;
            starts[Digits + ((key >> DigitBits) & DigitMask)]++;
            starts[2 * Digits + (key >> (2 * DigitBits))]++;
        }
        for (var pass = 0; pass < PassCount; pass++)
        {
            var next = starts.AsSpan(pass * Digits, Digits);
            var sum = 0;
            for (var digit = 0; digit < next.Length; digit++)
                (next[digit], sum) = (sum, sum + next[digit]);
            var shift = pass * DigitBits;
            foreach (var key in keys)
                spare[next[(int)(key >> shift) & DigitMask]++] = key;
            var sorted = spare;
            spare = keys;
            keys = sorted;
        }
    }

    /// <summary>
    /// Fills bins in ascending order. Up to maxBins values get a bin each. Of more, a value that would fill two average bins is
    /// alone in its own; the others go in shares as equal as their sizes permit. Two bins are held back for every such
    /// heavy value ahead, one for itself and one for what stands before it, so that the bins never run out.
    /// </summary>
    private static float[] Cut(ReadOnlySpan<uint> values, ReadOnlySpan<double> sizes, int maxBins)
    {
        var total = 0.0;
        foreach (var size in sizes)
            total += size;
        var heavy = 2 * total / maxBins;
        var (heavyAhead, lightAhead) = (0, 0.0);
        foreach (var size in sizes)
        {
            heavyAhead += size >= heavy ? 1 : 0;
            lightAhead += size >= heavy ? 0 : size;
        }
        var limits = new List<float>(maxBins);
        var inBin = 0.0;
        var lastWasHeavy = false;
        for (var i = 0; i < values.Length; i++)
        {
            var isHeavy = sizes[i] >= heavy;
            var share = lightAhead / Math.Max(1, maxBins - limits.Count - 2 * heavyAhead);
            var isFull = isHeavy || lastWasHeavy || inBin + sizes[i] / 2 > share;
            if (i > 0 && limits.Count < maxBins - 1 && (values.Length <= maxBins || isFull))
            {
                limits.Add(Between(FromKey(values[i - 1]), FromKey(values[i])));
                lightAhead -= lastWasHeavy ? 0 : inBin;
                inBin = 0;
            }
            heavyAhead -= isHeavy ? 1 : 0;
            inBin += sizes[i];
            lastWasHeavy = isHeavy;
        }
        return [.. limits, float.MaxValue];
    }

    /// <summary>The float32 nearest to the middle that is still below the upper value.</summary>
    private static float Between(float lower, float upper)
    {
        var middle = (float)(((double)lower + upper) / 2);
        return middle < upper ? middle : lower;
    }
}
