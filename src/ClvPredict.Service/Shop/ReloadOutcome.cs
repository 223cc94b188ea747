namespace ClvPredict.Service.Shop;

/// <summary>What a reload has done.</summary>
/// <param name="IsChanged">Whether another model has taken over.</param>
/// <param name="Shop">The shop that answers from now on.</param>
public sealed record ReloadOutcome(bool IsChanged, ScoredShop Shop);
