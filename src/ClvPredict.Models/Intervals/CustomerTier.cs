namespace ClvPredict.Models.Intervals;

/// <summary>Groups of customers whose outcomes scatter differently.</summary>
public enum CustomerTier
{
    /// <summary>No repeat purchase day yet.</summary>
    OneTime,

    /// <summary>At least one repeat purchase day.</summary>
    Repeat,

    /// <summary>The tenth of the customers predicted highest.</summary>
    Top,
}
