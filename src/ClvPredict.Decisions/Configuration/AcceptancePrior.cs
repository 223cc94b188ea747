namespace ClvPredict.Decisions.Configuration;

/// <summary>What is known of an acceptance rate: Beta(mean x strength, (1 - mean) x strength).</summary>
/// <param name="Mean">Expected rate, 0..1.</param>
/// <param name="Strength">How many trials the knowledge is worth, above 0.</param>
public readonly record struct AcceptancePrior(double Mean, double Strength)
{
    /// <summary>Trials that a mean is taken to be worth when its strength is not stated.</summary>
    public const double DefaultStrength = 20;
}
