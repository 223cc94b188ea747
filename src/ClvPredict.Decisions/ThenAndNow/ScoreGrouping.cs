namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>What customers are grouped by: columns of the score file.</summary>
public enum ScoreGrouping
{
    /// <summary>All together.</summary>
    Everyone,

    /// <summary>RFM segment.</summary>
    Segment,

    /// <summary>top, middle or base.</summary>
    ValueTier,

    /// <summary>new, active, at_risk, lapsed …</summary>
    Lifecycle,

    /// <summary>A to D.</summary>
    Evidence,
}
