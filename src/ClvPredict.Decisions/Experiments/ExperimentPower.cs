using ClvPredict.Models.Numerics;

namespace ClvPredict.Decisions.Experiments;

/// <summary>
/// What an experiment of a size can find, by the normal approximation of the difference of two means (van Belle 2008, "Statistical
/// rules of thumb", 2.1; Deng, Xu, Kohavi and Walker 2013, eq. 4 for the covariate).
/// </summary>
/// <param name="Treated">Customers contacted.</param>
/// <param name="Control">Customers held out.</param>
/// <param name="Mean">Mean outcome a customer, in money.</param>
/// <param name="Deviation">Standard deviation of the outcome between customers, in money.</param>
/// <param name="Correlation">Correlation of outcome and predicted CLV, -1..1: the covariate takes its square off the variance.</param>
/// <param name="Source">Where mean, deviation and correlation come from: history, predictions or given.</param>
/// <param name="Significance">Two-sided probability of finding an effect where there is none.</param>
/// <param name="Power">Probability of finding an effect of the size of <see cref="DetectableEffect"/>.</param>
/// <param name="DetectableEffect">Smallest effect a customer that is found with that probability, in money; infinite without customers in
/// one of the groups.</param>
/// <param name="DetectableShare">The same as a share of the mean; NaN where the mean is 0.</param>
/// <param name="DetectableEffectWithoutCovariate">The same effect if predicted CLV were not used, in money.</param>
/// <param name="Wanted">An effect asked about, in money; null without.</param>
/// <param name="WantedPower">Probability of finding it with these groups.</param>
/// <param name="WantedCustomers">Customers needed in both groups together, at the same share, to find it with <see cref="Power"/>.</param>
public sealed record ExperimentPower(
    int Treated,
    int Control,
    double Mean,
    double Deviation,
    double Correlation,
    string Source,
    double Significance,
    double Power,
    double DetectableEffect,
    double DetectableShare,
    double DetectableEffectWithoutCovariate,
    double? Wanted,
    double? WantedPower,
    long? WantedCustomers
)
{
    /// <summary>Computes the power of an experiment.</summary>
    /// <param name="treated">Customers contacted, at least 0.</param>
    /// <param name="control">Customers held out, at least 0.</param>
    /// <param name="outcome">Mean, spread and correlation of the outcome.</param>
    /// <param name="settings">Significance, power and the effect asked about.</param>
    public static ExperimentPower Of(
        int treated,
        int control,
        OutcomeSpread outcome,
        PowerSettings settings
    )
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var kept = outcome.Deviation * Math.Sqrt(1 - (outcome.Correlation * outcome.Correlation));
        var size = Math.Sqrt(
            (treated > 0 ? 1.0 / treated : double.PositiveInfinity)
                + (control > 0 ? 1.0 / control : double.PositiveInfinity)
        );
        var alpha = NormalDistribution.Quantile(1 - (0.5 * settings.Significance));
        var both = alpha + NormalDistribution.Quantile(settings.Power);
        var effect = both * kept * size;
        double? wantedPower = null;
        long? customers = null;
        if (settings.Effect is { } wanted)
        {
            var reach = Math.Abs(wanted) / (kept * size);
            wantedPower =
                NormalDistribution.Cdf(reach - alpha) + NormalDistribution.Cdf(-reach - alpha);
            var share = control / (double)(treated + control);
            var needed = both * both * kept * kept / (wanted * wanted * share * (1 - share));
            customers = needed < long.MaxValue ? (long)Math.Ceiling(needed) : null;
        }
        return new ExperimentPower(
            treated,
            control,
            outcome.Mean,
            outcome.Deviation,
            outcome.Correlation,
            outcome.Source,
            settings.Significance,
            settings.Power,
            effect,
            outcome.Mean == 0 ? double.NaN : effect / outcome.Mean,
            both * outcome.Deviation * size,
            settings.Effect,
            wantedPower,
            customers
        );
    }

    /// <summary>The result in words.</summary>
    public string ToText() =>
        FormattableString.Invariant(
            $"""
            groups             {Treated:N0} treated, {Control:N0} control
            outcome            mean {Mean:N2} a customer, standard deviation {Deviation:N2} (from {Source}), correlation {Correlation:N2} with predicted CLV
            detectable effect  {DetectableEffect:N2} a customer ({DetectableShare:P1} of the mean) with power {Power:P0} at {Significance:P0}; {DetectableEffectWithoutCovariate:N2} without predicted CLV
            """
        )
        + (
            Wanted is null
                ? ""
                : FormattableString.Invariant(
                    $"\neffect {Wanted:N2}      found with probability {WantedPower:P1}; {WantedCustomers:N0} customers are needed for {Power:P0}"
                )
        );
}
