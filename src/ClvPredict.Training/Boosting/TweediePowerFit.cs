namespace ClvPredict.Training.Boosting;

/// <summary>A model trained with one Tweedie power, and how likely it makes the validation data.</summary>
/// <param name="Power">The power p, between 1 and 2.</param>
/// <param name="Dispersion">The dispersion phi that is likeliest given the model; variance = phi mean^p / weight.</param>
/// <param name="LogLikelihood">Log-likelihood of the validation data at that dispersion.</param>
/// <param name="Model">The model.</param>
public sealed record TweediePowerFit(
    double Power,
    double Dispersion,
    double LogLikelihood,
    BoostingResult Model
);
