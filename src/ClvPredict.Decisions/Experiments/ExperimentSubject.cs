namespace ClvPredict.Decisions.Experiments;

/// <summary>A customer who takes part in an experiment.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="Stratum">The group within which the shares are kept, such as the value tier; may be empty.</param>
/// <param name="PredictedClv">Predicted CLV before the experiment, in money; NaN where it is not known.</param>
public readonly record struct ExperimentSubject(
    string CustomerId,
    string Stratum,
    double PredictedClv
);
