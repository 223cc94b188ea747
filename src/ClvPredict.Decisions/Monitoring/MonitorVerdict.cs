namespace ClvPredict.Decisions.Monitoring;

/// <summary>What to do about a model.</summary>
public enum MonitorVerdict
{
    /// <summary>Nothing.</summary>
    Ok,

    /// <summary>Something has moved: look at it, and monitor again soon.</summary>
    Watch,

    /// <summary>Forecast and outcome have drifted apart: train a new model.</summary>
    Retrain,
}
