namespace ClvPredict.Training.Uplift;

/// <summary>A tenth of the customers by uplift, the highest first.</summary>
/// <param name="Number">1 for the tenth with the highest uplift.</param>
/// <param name="Treated">Treated customers in it.</param>
/// <param name="Control">Control customers in it.</param>
/// <param name="Predicted">Mean uplift predicted by the X-learner.</param>
/// <param name="Observed">Mean outcome of the treated less that of the control group.</param>
/// <param name="Low">Lower end of the observed difference's interval.</param>
/// <param name="High">Upper end of it.</param>
public sealed record UpliftDecile(
    int Number,
    int Treated,
    int Control,
    double Predicted,
    double Observed,
    double Low,
    double High
);
