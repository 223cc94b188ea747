namespace ClvPredict.Models.Evaluation;

/// <summary>One cutoff of the past at which a model was trained and judged on the time after it.</summary>
/// <param name="Cutoff">First day of the holdout.</param>
/// <param name="Horizon">Length of the holdout.</param>
/// <param name="Customers">Customers known at the cutoff.</param>
/// <param name="Bias">Total predicted CLV over the actual total, minus 1.</param>
/// <param name="PriorBias">The same of the prior alone.</param>
public sealed record JudgedOrigin(
    DateOnly Cutoff,
    string Horizon,
    int Customers,
    double Bias,
    double PriorBias
);
