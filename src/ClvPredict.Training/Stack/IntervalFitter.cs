using ClvPredict.Models.Intervals;

namespace ClvPredict.Training.Stack;

/// <summary>Fits the spread and the conformal shift of each tier on predictions for a cutoff the members had not seen.</summary>
internal static class IntervalFitter
{
    private const int MinTierSize = 50;
    private const double SmallestSigma = 0.3;
    private const double LargestSigma = 2.5;

    /// <summary>Fits the table; all columns have one entry a customer.</summary>
    /// <param name="predicted">Predicted value a customer, right in total.</param>
    /// <param name="active">P(active) a customer, right in total.</param>
    /// <param name="actual">Net value in the window.</param>
    /// <param name="isRepeat">Whether the customer has repeat orders.</param>
    public static IntervalTable Fit(
        double[] predicted,
        double[] active,
        IReadOnlyList<double> actual,
        bool[] isRepeat
    )
    {
        var table = IntervalTable.Default with { TopFrom = TopFrom(predicted) };
        var everyone = Enumerable.Range(0, predicted.Length).ToArray();
        if (everyone.Length < MinTierSize)
            return table with { TopFrom = double.PositiveInfinity };
        var sigma = new double[3];
        var shift = new double[3];
        foreach (var tier in Enum.GetValues<CustomerTier>())
        {
            var members = everyone
                .Where(i => table.TierOf(isRepeat[i] ? 1 : 0, predicted[i]) == tier)
                .ToArray();
            sigma[(int)tier] =
                Sigma(members, predicted, active, actual)
                ?? Sigma(everyone, predicted, active, actual)
                ?? table.Sigma[0];
            shift[(int)tier] =
                members.Length < MinTierSize
                    ? 0
                    : Shift([
                        .. members.Select(i =>
                            IntervalTable.Excess(
                                actual[i],
                                predicted[i],
                                active[i],
                                sigma[(int)tier]
                            )
                        ),
                    ]);
        }
        return table with { Sigma = [.. sigma], Shift = [.. shift] };
    }

    /// <summary>The prediction from which on a customer is among the tenth predicted highest.</summary>
    public static double TopFrom(IReadOnlyList<double> predicted)
    {
        var sorted = predicted.Order().ToArray();
        return sorted.Length == 0 ? double.PositiveInfinity : sorted[sorted.Length * 9 / 10];
    }

    // Standard deviation of the log of positive outcomes around the predicted mean of active customers.
    private static double? Sigma(
        int[] members,
        double[] predicted,
        double[] active,
        IReadOnlyList<double> actual
    )
    {
        var logs = members
            .Where(i => actual[i] > 0 && predicted[i] > 0)
            .Select(i => Math.Log(actual[i]) - Math.Log(predicted[i] / active[i]))
            .ToArray();
        if (logs.Length < MinTierSize)
            return null;
        var mean = logs.Average();
        var variance = logs.Sum(v => (v - mean) * (v - mean)) / (logs.Length - 1);
        return Math.Clamp(Math.Sqrt(variance), SmallestSigma, LargestSigma);
    }

    // The ceil((n + 1) x nominal)-th smallest excess: split conformal prediction (Vovk et al. 2005).
    private static double Shift(double[] excess)
    {
        Array.Sort(excess);
        var rank = (int)Math.Ceiling((excess.Length + 1) * IntervalTable.Nominal);
        return excess[Math.Min(rank, excess.Length) - 1];
    }
}
