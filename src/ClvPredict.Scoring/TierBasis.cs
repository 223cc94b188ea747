namespace ClvPredict.Scoring;

/// <summary>What the shares of value tiers are shares of.</summary>
public enum TierBasis
{
    /// <summary>The number of customers.</summary>
    Customers,

    /// <summary>The sum of predicted CLV.</summary>
    Value,
}
