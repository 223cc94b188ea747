namespace ClvPredict.Scoring.Parts;

/// <summary>What is made of the scores of all customers.</summary>
public sealed record ScoreOutput
{
    /// <summary>The score file (.csv or .parquet).</summary>
    public required string ScoresPath { get; init; }

    /// <summary>The retention list, most profitable first (.csv or .parquet); null for none.</summary>
    public string? TargetsPath { get; init; }

    /// <summary>Costs of a retention offer, and the budget.</summary>
    public RetentionEconomics Economics { get; init; } = new();

    /// <summary>How customers are divided into value tiers.</summary>
    public TierRule Tiers { get; init; } = new();

    /// <summary>Customers whose total is asked for; null for none.</summary>
    public IReadOnlyList<string>? Listed { get; init; }
}
