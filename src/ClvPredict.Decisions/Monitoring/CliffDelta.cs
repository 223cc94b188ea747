namespace ClvPredict.Decisions.Monitoring;

/// <summary>P(a &gt; b) - P(a &lt; b) for a number of each of two samples, drawn at random (Cliff 1993, "Dominance statistics", eq. 1).
/// Its expectation is that of the populations, whatever the sizes of the samples.</summary>
internal static class CliffDelta
{
    /// <summary>Of two samples in ascending order without NaN; NaN when one is empty.</summary>
    public static double Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return double.NaN;
        var sum = 0L;
        var (below, upTo) = (0, 0);
        foreach (var value in a)
        {
            while (below < b.Length && b[below] < value)
                below++;
            while (upTo < b.Length && b[upTo] <= value)
                upTo++;
            sum += below - (b.Length - upTo);
        }
        return sum / ((double)a.Length * b.Length);
    }
}
