namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>Names of groupings.</summary>
internal static class GroupingNames
{
    /// <summary>Name of the only group where nothing is grouped.</summary>
    public const string Everyone = "everyone";

    /// <summary>The column of the score file; null for all customers together.</summary>
    public static string? Column(this ScoreGrouping grouping) =>
        grouping switch
        {
            ScoreGrouping.Segment => "segment",
            ScoreGrouping.ValueTier => "value_tier",
            ScoreGrouping.Lifecycle => "lifecycle",
            ScoreGrouping.Evidence => "evidence",
            _ => null,
        };
}
