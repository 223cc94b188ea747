namespace ClvPredict.Training.Btyd;

/// <summary>How a fit ended, best first. The model can be used in every case.</summary>
public enum FitStatus
{
    /// <summary>A maximum of the likelihood that the data pins down.</summary>
    Converged,

    /// <summary>
    /// A maximum, but the data leaves at least one direction open: along it a log-parameter has a standard error above
    /// 3. Predictions are stable, single parameters mean nothing.
    /// </summary>
    FlatRidge,

    /// <summary>The likelihood rises up to a bound of the allowed range; the note names the parameters.</summary>
    Boundary,

    /// <summary>No maximum could be confirmed; the best point found, or a model that says nothing where there is no data.</summary>
    Fallback,
}
