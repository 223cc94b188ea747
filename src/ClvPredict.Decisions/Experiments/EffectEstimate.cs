namespace ClvPredict.Decisions.Experiments;

/// <summary>How much more contacted customers brought than those held out.</summary>
/// <param name="PerCustomer">Difference of the means, treated minus control, a customer; in money or in purchase days.</param>
/// <param name="Low">Lower end of the confidence interval.</param>
/// <param name="High">Upper end of the confidence interval.</param>
/// <param name="Confidence">Coverage meant by the interval.</param>
/// <param name="StandardError">Standard error of the difference.</param>
/// <param name="PValue">Two-sided probability of a difference this large if contacting did nothing (Welch's t).</param>
/// <param name="Total">Difference times the customers treated: what contacting them has brought.</param>
/// <param name="TotalLow">Lower end for the total.</param>
/// <param name="TotalHigh">Upper end for the total.</param>
/// <param name="TreatedMean">Mean outcome of those treated, as observed.</param>
/// <param name="ControlMean">Mean outcome of those held out, as observed.</param>
public sealed record EffectEstimate(
    double PerCustomer,
    double Low,
    double High,
    double Confidence,
    double StandardError,
    double PValue,
    double Total,
    double TotalLow,
    double TotalHigh,
    double TreatedMean,
    double ControlMean
);
