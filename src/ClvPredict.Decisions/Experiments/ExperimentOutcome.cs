namespace ClvPredict.Decisions.Experiments;

/// <summary>What a customer of an experiment did in its window.</summary>
/// <param name="Subject">The customer.</param>
/// <param name="Treated">Whether the customer was contacted.</param>
/// <param name="NetValue">Net value in the window times margin, in money; 0 for a customer without orders.</param>
/// <param name="PurchaseDays">Purchase days in the window; 0 for a customer without orders.</param>
public readonly record struct ExperimentOutcome(
    ExperimentSubject Subject,
    bool Treated,
    double NetValue,
    int PurchaseDays
);
