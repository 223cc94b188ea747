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
    public static float[] Find(ReadOnlySpan<float> column, int maxBins)
    {
        var keys = ArrayPool<uint>.Shared.Rent(column.Length);
        var spare = ArrayPool<uint>.Shared.Rent(column.Length);
        try
        {
            var count = 0;
            foreach (var value in column)
            {
                // Adding +0 turns -0 into +0, which are the same value to a comparison.
                keys[count] = ToKey(value + 0f);
                count += float.IsNaN(value) ? 0 : 1;
            }
            Sort(keys.AsSpan(0, count), spare.AsSpan(0, count));
            // An odd number of passes leaves the sorted keys in the other buffer.
            return Cut(spare.AsSpan(0, count), maxBins);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(keys);
            ArrayPool<uint>.Shared.Return(spare);
        }
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
    /// Fills bins in ascending order. A run of equal values stays whole. Up to maxBins distinct values get a bin each. Of
    /// more, a run that would fill two average bins is alone in its own; the others go in shares as equal as their
    /// runs permit. Two bins are held back for every such heavy run ahead, one for itself and one for what
    /// stands before it, so that the bins never run out.
    /// </summary>
    private static float[] Cut(ReadOnlySpan<uint> sorted, int maxBins)
    {
        var heavy = 2L * sorted.Length / maxBins;
        var (distinct, heavyAhead, lightAhead) = CountRuns(sorted, heavy);
        var limits = new List<float>(maxBins);
        long inBin = 0;
        var lastWasHeavy = false;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = EndOfRun(sorted, start);
            var run = end - start;
            var isHeavy = run >= heavy;
            var share = lightAhead / (double)Math.Max(1, maxBins - limits.Count - 2 * heavyAhead);
            if (
                inBin > 0
                && (distinct <= maxBins || isHeavy || lastWasHeavy || inBin + run / 2.0 > share)
            )
            {
                limits.Add(Between(FromKey(sorted[start - 1]), FromKey(sorted[start])));
                lightAhead -= lastWasHeavy ? 0 : inBin;
                inBin = 0;
            }
            heavyAhead -= isHeavy ? 1 : 0;
            inBin += run;
            lastWasHeavy = isHeavy;
        }
        return [.. limits, float.MaxValue];
    }

    private static (int Distinct, int HeavyRuns, long LightValues) CountRuns(
        ReadOnlySpan<uint> sorted,
        long heavy
    )
    {
        var distinct = 0;
        var heavyRuns = 0;
        long light = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = EndOfRun(sorted, start);
            distinct++;
            heavyRuns += end - start >= heavy ? 1 : 0;
            light += end - start >= heavy ? 0 : end - start;
        }
        return (distinct, heavyRuns, light);
    }

    private static int EndOfRun(ReadOnlySpan<uint> sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
            end++;
        return end;
    }

    /// <summary>The float32 nearest to the middle that is still below the upper value.</summary>
    private static float Between(float lower, float upper)
    {
        var middle = (float)(((double)lower + upper) / 2);
        return middle < upper ? middle : lower;
    }
}
