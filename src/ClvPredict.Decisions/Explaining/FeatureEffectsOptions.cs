namespace ClvPredict.Decisions.Explaining;

/// <summary>How much is explained.</summary>
public sealed record FeatureEffectsOptions
{
    /// <summary>Most customers to explain.</summary>
    public int Customers { get; init; } = 1_000;

    /// <summary>Most features to name.</summary>
    public int Features { get; init; } = 10;

    /// <summary>Most customers to keep one by one for each feature.</summary>
    public int Points { get; init; } = 150;
}
