using System.Collections.Immutable;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Boosting;

/// <summary>Chooses the power of the Tweedie deviance by validation data.</summary>
/// <remarks>
/// Deviances of different powers are in different units and cannot be compared. Their likelihoods can: for each power a model is
/// trained, and its validation deviance turned into a log-likelihood at the dispersion that is likeliest, as in
/// Dunn and Smyth, Series evaluation of Tweedie exponential dispersion model densities (2005), section 7.
/// </remarks>
public sealed record TweediePowerProfile
{
    private TweediePowerProfile(ImmutableArray<TweediePowerFit> fits) => Fits = fits;

    /// <summary>The powers tried when none are given: 1.1, 1.2, ... 1.9.</summary>
    public static ImmutableArray<double> DefaultPowers { get; } =
    [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9];

    /// <summary>One fit for each power, in the order given.</summary>
    public ImmutableArray<TweediePowerFit> Fits { get; }

    /// <summary>The likeliest fit; of equal ones the first.</summary>
    public TweediePowerFit Best => Fits.MaxBy(fit => fit.LogLikelihood)!;

    /// <summary>Trains a model for each power and measures it on the validation data.</summary>
    /// <param name="options">Settings of every training run.</param>
    /// <param name="train">The rows to learn from; labels at least 0.</param>
    /// <param name="validation">The rows to compare on; labels at least 0, one above 0.</param>
    /// <param name="powers">Powers between 1 and 2, both excluded; empty for <see cref="DefaultPowers"/>.</param>
    /// <param name="cancellationToken">Checked several times in every tree.</param>
    /// <exception cref="ArgumentException">As <see cref="BoostingTrainer.Train"/>, or all validation labels are 0.</exception>
    public static TweediePowerProfile Compute(
        BoostingOptions options,
        BoostingData train,
        BoostingData validation,
        ImmutableArray<double> powers = default,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(validation);
        if (!validation.Labels.Span.ContainsAnyExcept(0.0))
            throw new ArgumentException(
                "all validation labels are 0: no power is likelier than another",
                nameof(validation)
            );
        var fits = new List<TweediePowerFit>();
        foreach (var power in powers.IsDefaultOrEmpty ? DefaultPowers : powers)
        {
            var objective = new TweedieObjective(power);
            var model = BoostingTrainer.Train(
                options,
                objective,
                train,
                validation,
                cancellationToken
            );
            var (dispersion, logLikelihood) = Likeliest(
                power,
                validation,
                model.ValidationLoss[model.BestRound]
            );
            fits.Add(new TweediePowerFit(power, dispersion, logLikelihood, model));
        }
        return new TweediePowerProfile([.. fits]);
    }

    /// <summary>The dispersion of largest likelihood, by golden section of its logarithm.</summary>
    private static (double Dispersion, double LogLikelihood) Likeliest(
        double power,
        BoostingData data,
        double meanDeviance
    )
    {
        // The mean deviance estimates the dispersion up to a factor; e^7 is far on either side of it.
        const double Reach = 7;
        const double Precision = 1e-4;
        var saturation = new TweedieSaturation(power);
        var center = Math.Log(Math.Max(meanDeviance, 1e-300));
        var (low, high) = (center - Reach, center + Reach);
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (a, b) = (high - golden * (high - low), low + golden * (high - low));
        var (atA, atB) = (At(a), At(b));
        while (high - low > Precision)
        {
            if (atA >= atB)
            {
                (high, b, atB) = (b, a, atA);
                a = high - golden * (high - low);
                atA = At(a);
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + golden * (high - low);
                atB = At(b);
            }
        }
        return atA >= atB ? (Math.Exp(a), atA) : (Math.Exp(b), atB);

        double At(double logDispersion) =>
            LogLikelihood(saturation, data, meanDeviance, Math.Exp(logDispersion));
    }

    private static double LogLikelihood(
        TweedieSaturation saturation,
        BoostingData data,
        double meanDeviance,
        double dispersion
    )
    {
        var labels = data.Labels.Span;
        var weights = data.Weights.Span;
        var (sum, weightSum) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            var weight = weights.IsEmpty ? 1 : weights[row];
            weightSum += weight;
            // A value of 0 has the density 1 at its own mean.
            if (labels[row] > 0 && weight > 0)
                sum += saturation.LogDensity(labels[row], dispersion / weight);
        }
        return sum - weightSum * meanDeviance / (2 * dispersion);
    }
}
