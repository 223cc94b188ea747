namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>Names of groupings.</summary>
internal static class GroupingNames
{
    /// <summary>Name of the only group where nothing is grouped.</summary>
    public const string Everyone = "everyone";

    /// <summary>The column of the score file; null for all customers together.</summary>
    public static string? Column(this CustomerGrouping grouping) =>
        grouping switch
        {
            CustomerGrouping.Segment => "segment",
            CustomerGrouping.ValueTier => "value_tier",
            CustomerGrouping.Lifecycle => "lifecycle",
            CustomerGrouping.Evidence => "evidence",
            _ => null,
        };
}
