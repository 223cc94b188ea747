namespace ClvPredict.Decisions.Targeting;

/// <summary>What is done with a list of targets.</summary>
public sealed record TargetListOptions
{
    /// <summary>Share of the list that is held out as a control group, from 0 to below 1.</summary>
    public double ControlShare { get; init; }

    /// <summary>Text that makes the draw of the control group another one for each experiment.</summary>
    public string Salt { get; init; } = "";
}
