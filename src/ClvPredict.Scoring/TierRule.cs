using System.Collections.Immutable;

namespace ClvPredict.Scoring;

/// <summary>How customers are divided into value tiers by predicted CLV. Every default is here.</summary>
public sealed record TierRule
{
    /// <summary>The tiers, the most valuable first.</summary>
    public static ImmutableArray<string> Names { get; } = ["top", "middle", "base"];

    /// <summary>What <see cref="Top"/> and <see cref="Middle"/> are shares of.</summary>
    public TierBasis By { get; init; } = TierBasis.Customers;

    /// <summary>Share of the top tier, above 0 and below 1.</summary>
    public double Top { get; init; } = 0.1;

    /// <summary>Share of the middle tier, at least 0; with <see cref="Top"/> at most 1. The rest is base.</summary>
    public double Middle { get; init; } = 0.4;

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (!(Top > 0 && Top < 1))
            faults.Add($"The top tier's share is {Top}; it must lie between 0 and 1.");
        if (!(Middle >= 0 && Top + Middle <= 1))
            faults.Add(
                $"The middle tier's share is {Middle}; it must be at least 0 and, with the top tier's, at most 1."
            );
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }

    /// <summary>The tier of every customer.</summary>
    /// <param name="valueRanks">Per customer: rank by predicted CLV, 1 for the highest, each once.</param>
    /// <param name="predictedClv">Per customer: predicted CLV; below 0 counts as 0.</param>
    internal string[] Assign(ReadOnlySpan<int> valueRanks, ReadOnlySpan<float> predictedClv)
    {
        var places = Places(valueRanks, predictedClv);
        var tiers = new string[valueRanks.Length];
        for (var row = 0; row < tiers.Length; row++)
            tiers[row] = places.Of(valueRanks[row]);
        return tiers;
    }

    /// <summary>Where the tiers end.</summary>
    /// <param name="valueRanks">Per customer: rank by predicted CLV, 1 for the highest, each once.</param>
    /// <param name="predictedClv">Per customer: predicted CLV; below 0 counts as 0.</param>
    internal TierPlaces Places(ReadOnlySpan<int> valueRanks, ReadOnlySpan<float> predictedClv)
    {
        var rows = valueRanks.Length;
        if (By == TierBasis.Customers)
            return new TierPlaces(
                Math.Min(rows, Ceiling(Top * rows)),
                Math.Min(rows, Ceiling((Top + Middle) * rows))
            );
        var byRank = new float[rows];
        for (var row = 0; row < rows; row++)
            byRank[valueRanks[row] - 1] = Math.Max(0, predictedClv[row]);
        var total = 0.0;
        foreach (var value in byRank)
            total += value;
        // A tier takes customers until it holds its share: the one who completes it belongs to it.
        var (top, middle, before) = (0, 0, 0.0);
        foreach (var value in byRank)
        {
            top += before < Top * total ? 1 : 0;
            middle += before < (Top + Middle) * total ? 1 : 0;
            before += value;
        }
        return new TierPlaces(top, middle);
    }

    // Shares such as 0.1 are not exact in binary; a hundred customers have a top tier of 10, not 11.
    private static int Ceiling(double count) => (int)Math.Ceiling(count - 1e-9);
}
