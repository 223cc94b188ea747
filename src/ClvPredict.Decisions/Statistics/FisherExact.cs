using ClvPredict.Models.Numerics;

namespace ClvPredict.Decisions.Statistics;

/// <summary>Fisher's exact test of two by two counts, one-sided (Fisher 1935, "The Logic of Inductive Inference").</summary>
internal static class FisherExact
{
    private const double NegligibleTerm = 1e-17;

    /// <summary>
    /// Probability of at least so many marked ones among those drawn, when drawing has nothing to do with the mark: the
    /// upper tail of the hypergeometric distribution.
    /// </summary>
    /// <param name="both">Drawn and marked.</param>
    /// <param name="drawn">Drawn in all.</param>
    /// <param name="marked">Marked in all.</param>
    /// <param name="all">All there are.</param>
    public static double UpperTail(long both, long drawn, long marked, long all)
    {
        var most = Math.Min(drawn, marked);
        var least = Math.Max(0, drawn + marked - all);
        if (both <= least)
            return 1;
        if (both > most)
            return 0;
        var term = Math.Exp(
            LogChoose(marked, both) + LogChoose(all - marked, drawn - both) - LogChoose(all, drawn)
        );
        // Below the middle the tail is summed from the other side, where the terms shrink.
        if ((double)both * all < (double)drawn * marked)
            return Math.Max(0, 1 - LowerTail(both - 1, drawn, marked, all));
        var sum = term;
        for (var k = both; k < most && term > NegligibleTerm * sum; k++)
        {
            term *=
                (double)(marked - k)
                * (drawn - k)
                / ((double)(k + 1) * (all - marked - drawn + k + 1));
            sum += term;
        }
        return Math.Min(1, sum);
    }

    private static double LowerTail(long both, long drawn, long marked, long all) =>
        // Those drawn without the mark are at least drawn - both of all - marked.
        UpperTail(drawn - both, drawn, all - marked, all);

    private static double LogChoose(long n, long k) =>
        SpecialFunctions.LogGamma(n + 1.0)
        - SpecialFunctions.LogGamma(k + 1.0)
        - SpecialFunctions.LogGamma(n - k + 1.0);
}
