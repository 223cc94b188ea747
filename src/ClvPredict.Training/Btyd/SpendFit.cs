using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// The Gamma-Gamma model with and without an effect of the order count on spend. It assumes that there is none; the
/// likelihood ratio of the two tests that.
/// </summary>
/// <param name="Independent">The model as published.</param>
/// <param name="Dependent">The model with <see cref="GammaGammaModel.CountEffect"/>.</param>
/// <param name="Correlation">
/// Correlation of order counts and mean order values over the customers used, -1 to 1: the check of Fader and Hardie
/// (2013), section 4.
/// </param>
public sealed record SpendFit(
    FitResult<GammaGammaModel> Independent,
    FitResult<GammaGammaModel> Dependent,
    double Correlation
)
{
    /// <summary>The value that <see cref="LikelihoodRatio"/> exceeds once in a hundred times without any effect.</summary>
    public const double CriticalRatio = 6.634896601;

    /// <summary>
    /// Twice the log-likelihood that the effect gains; without an effect it is chi-squared distributed with one degree of
    /// freedom (Wilks 1938).
    /// </summary>
    public double LikelihoodRatio =>
        Math.Max(0, 2 * (Dependent.LogLikelihood - Independent.LogLikelihood));

    /// <summary>True unless the data contradicts independence at the level of 1 %, with a maximum that was found.</summary>
    public bool IsIndependent =>
        LikelihoodRatio <= CriticalRatio || Dependent.Status == FitStatus.Fallback;

    /// <summary>The fit to use: independent spend unless the data contradicts it.</summary>
    public FitResult<GammaGammaModel> Chosen => IsIndependent ? Independent : Dependent;
}
