namespace ClvPredict.Decisions.Segments;

/// <summary>What is worth saying in a profile. Every default is here.</summary>
public sealed record ProfileOptions
{
    /// <summary>Fewest customers, in the group and outside together, that a value is said of; at least 2.</summary>
    public int MinCustomers { get; init; } = 10;

    /// <summary>Largest q-value of something that counts as more than chance.</summary>
    public double MaxQ { get; init; } = 0.05;

    /// <summary>Most values listed of an aspect.</summary>
    public int MaxItems { get; init; } = 20;
}
