namespace ClvPredict.Models.Package;

/// <summary>
/// Where the tiers of the score file began among the customers at the as-of day, for scoring a customer without the others.
/// </summary>
/// <param name="TopFrom">Predicted CLV of the last customer of the highest tenth.</param>
/// <param name="MiddleFrom">Predicted CLV of the last customer of the higher half.</param>
public sealed record TierThresholds(double TopFrom, double MiddleFrom)
{
    /// <summary>The thresholds of some customers.</summary>
    /// <param name="predictedClv">Predicted CLV of every customer; at least one.</param>
    public static TierThresholds Of(ReadOnlySpan<float> predictedClv)
    {
        var sorted = predictedClv.ToArray();
        Array.Sort(sorted);
        var count = sorted.Length;
        return new TierThresholds(
            sorted[count - (count + 9) / 10],
            sorted[count - (count + 1) / 2]
        );
    }
}
