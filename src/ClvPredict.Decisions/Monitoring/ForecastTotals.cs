namespace ClvPredict.Decisions.Monitoring;

/// <summary>What a model forecast at a cutoff for the customers known then, and what happened in [cutoff, end).</summary>
/// <param name="Cutoff">First day of the window.</param>
/// <param name="End">The day after its last one.</param>
/// <param name="Customers">Customers known at the cutoff.</param>
/// <param name="ForecastValue">Sum of predicted CLV.</param>
/// <param name="ActualValue">Net value times the model's margin.</param>
/// <param name="ForecastTopDecile">Predicted CLV of the tenth of the customers with the highest.</param>
/// <param name="ActualTopDecile">What the same customers brought.</param>
/// <param name="ForecastOrders">Expected purchase days.</param>
/// <param name="ActualOrders">Purchase days.</param>
/// <param name="ForecastActive">Expected customers with a purchase.</param>
/// <param name="ActualActive">Customers with a purchase.</param>
public sealed record ForecastTotals(
    DateOnly Cutoff,
    DateOnly End,
    int Customers,
    double ForecastValue,
    double ActualValue,
    double ForecastTopDecile,
    double ActualTopDecile,
    double ForecastOrders,
    double ActualOrders,
    double ForecastActive,
    double ActualActive
);
