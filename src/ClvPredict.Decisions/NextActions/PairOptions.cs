namespace ClvPredict.Decisions.NextActions;

/// <summary>Which pairs are worth a suggestion. Every default is here.</summary>
public sealed record PairOptions
{
    /// <summary>Fewest baskets with both.</summary>
    public int MinTogether { get; init; } = 10;

    /// <summary>Smallest share of the baskets with the first that have the second too.</summary>
    public double MinConfidence { get; init; } = 0.05;

    /// <summary>Smallest lift.</summary>
    public double MinLift { get; init; } = 1.2;

    /// <summary>Largest q-value.</summary>
    public double MaxQ { get; init; } = 0.01;

    /// <summary>Most items looked at, those in most baskets; their pairs are counted in a square.</summary>
    public int MaxItems { get; init; } = 1_500;
}
