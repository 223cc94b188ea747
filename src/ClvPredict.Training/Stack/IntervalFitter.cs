using ClvPredict.Models.Chain;
using ClvPredict.Models.Intervals;

namespace ClvPredict.Training.Stack;

/// <summary>Fits the spread and the conformal shift of each tier on predictions for a cutoff the members had not seen.</summary>
internal static class IntervalFitter
{
    private const int MinTierSize = 50;
    private const double SmallestSigma = 0.3;
    private const double LargestSigma = 2.5;
    private const double LargestNarrowing = 0.05;
    private const double LargestDispersion = 10;

    /// <summary>
    /// Fits the table on one cutoff, from predictions in log space (log odds for activity). Ranges are about how customers
    /// scatter around predictions that are right in total, so the level is taken out.
    /// </summary>
    public static IntervalTable Fit(
        CutoffSample sample,
        double[] logOdds,
        double[] logOrders,
        double[] logValue
    )
    {
        var rows = sample.RowCount;
        var activityShift = Target.Activity.Shift(logOdds, sample.Active);
        var keep = sample.Inputs.Column(ModelInputs.KeepShare).Span;
        var orderValue = sample.Inputs.Column(ModelInputs.OrderValue).Span;
        var (predicted, active, isRepeat) = (new double[rows], new double[rows], new bool[rows]);
        for (var i = 0; i < rows; i++)
        {
            predicted[i] =
                keep[i] * Math.Exp(0.5 * (logValue[i] + logOrders[i] + Math.Log(orderValue[i])));
            active[i] = 1 / (1 + Math.Exp(-(logOdds[i] + activityShift)));
            isRepeat[i] = sample.Inputs.Features.Facts[i].PurchaseDays > 1;
        }
        var actual = sample.Targets.NetValue;
        var (total, actualTotal) = (predicted.Sum(), actual.Sum());
        var scale = total > 0 && actualTotal > 0 ? actualTotal / total : 1;
        for (var i = 0; i < rows; i++)
            predicted[i] *= scale;
        return Fit(predicted, active, actual, isRepeat);
    }

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
        var tiers = Enum.GetValues<CustomerTier>();
        var members = tiers
            .Select(t =>
                everyone.Where(i => table.TierOf(isRepeat[i] ? 1 : 0, predicted[i]) == t).ToArray()
            )
            .ToArray();
        var common = Sigma(everyone, predicted, active, actual) ?? table.Sigma[0];
        var sigma = members.Select(m => Sigma(m, predicted, active, actual) ?? common).ToArray();
        double ShiftOf(CustomerTier tier, double nominal) =>
            members[(int)tier].Length < MinTierSize
                ? 0
                : Shift(
                    [
                        .. members[(int)tier]
                            .Select(i =>
                                IntervalTable.Excess(
                                    actual[i],
                                    predicted[i],
                                    active[i],
                                    sigma[(int)tier],
                                    nominal
                                )
                            ),
                    ],
                    nominal
                );
        return table with
        {
            Sigma = [.. sigma],
            Dispersion =
            [
                .. tiers.Select(t =>
                    Dispersion(members[(int)t], predicted, active, actual, sigma[(int)t])
                ),
            ],
            Levels =
            [
                .. IntervalTable.NominalLevels.Select(n => new IntervalLevel(
                    n,
                    [.. tiers.Select(t => ShiftOf(t, n))]
                )),
            ],
        };
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

    // Squared errors over what the distribution expects of them (Pearson's statistic).
    private static double Dispersion(
        int[] members,
        double[] predicted,
        double[] active,
        IReadOnlyList<double> actual,
        double sigma
    )
    {
        double errors = 0,
            expected = 0;
        foreach (var i in members)
        {
            var error = actual[i] - predicted[i];
            errors += error * error;
            expected += IntervalTable.Variance(predicted[i], active[i], sigma);
        }
        return members.Length < MinTierSize || expected <= 0
            ? 1
            : Math.Clamp(errors / expected, 1 / LargestDispersion, LargestDispersion);
    }

    // The ceil((n + 1) x nominal)-th smallest excess: split conformal prediction (Vovk et al. 2005). Where zeros alone cover
    // enough, the model's own quantile stays, or nearly: a range of nothing would be right and useless.
    private static double Shift(double[] excess, double nominal)
    {
        Array.Sort(excess);
        var rank = (int)Math.Ceiling((excess.Length + 1) * nominal);
        return Math.Clamp(
            excess[Math.Min(rank, excess.Length) - 1],
            -LargestNarrowing,
            1 - nominal
        );
    }
}
