namespace ClvPredict.Decisions.Statistics;

/// <summary>
/// Corrects p-values of many tests: among the findings with q at most 0.05, no more than 5 % are expected to be chance
/// (Benjamini and Hochberg 1995, "Controlling the False Discovery Rate").
/// </summary>
internal static class FalseDiscovery
{
    /// <summary>q-values, in the order of the p-values.</summary>
    /// <param name="pValues">The p-values that are worth a look.</param>
    /// <param name="tests">All tests made; those without an entry count as tests with p = 1.</param>
    public static double[] Correct(ReadOnlySpan<double> pValues, long tests)
    {
        var order = new int[pValues.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var values = pValues.ToArray();
        Array.Sort(
            order,
            (a, b) => values[a] != values[b] ? values[a].CompareTo(values[b]) : a.CompareTo(b)
        );
        var corrected = new double[values.Length];
        var least = 1.0;
        for (var place = order.Length - 1; place >= 0; place--)
        {
            least = Math.Min(least, values[order[place]] * tests / (place + 1));
            corrected[order[place]] = least;
        }
        return corrected;
    }
}
