namespace ClvPredict.Training.Btyd;

/// <summary>
/// How regular buying is, before any model is fitted: the shape k of gamma distributed intervals, after Wheat and Morrison
/// (1990, "Estimating purchase regularity with two interpurchase times"). 1 is random, larger is more regular.
/// </summary>
public static class Regularity
{
    /// <summary>
    /// k from two successive intervals a customer. Whatever the customer's own rate, earlier / (earlier + later) is
    /// Beta(k, k) distributed, with the variance 1 / (4 (2 k + 1)) around one half.
    /// </summary>
    /// <param name="earlierIntervals">The interval before the last one of each customer with at least two, positive.</param>
    /// <param name="laterIntervals">The last one; same length and order.</param>
    /// <returns>The estimate: at least 0, infinity where all pairs are equal, NaN without customers.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or an interval is not positive and finite.</exception>
    public static double Estimate(
        ReadOnlySpan<double> earlierIntervals,
        ReadOnlySpan<double> laterIntervals
    )
    {
        if (earlierIntervals.Length != laterIntervals.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected as many later as earlier intervals, got {laterIntervals.Length} and {earlierIntervals.Length}."
                ),
                nameof(laterIntervals)
            );
        }
        var sum = 0.0;
        for (var i = 0; i < earlierIntervals.Length; i++)
        {
            var (earlier, later) = (earlierIntervals[i], laterIntervals[i]);
            if (!(earlier > 0 && later > 0 && double.IsFinite(earlier + later)))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected positive, finite intervals, got {earlier} and {later} at index {i}."
                    ),
                    nameof(earlierIntervals)
                );
            }
            var deviation = earlier / (earlier + later) - 0.5;
            sum += deviation * deviation;
        }
        var variance = sum / earlierIntervals.Length;
        return (1 - 4 * variance) / (8 * variance);
    }
}
