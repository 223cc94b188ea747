namespace ClvPredict.Models.Intervals;

/// <summary>What a list of customers is worth together in the horizon, in money.</summary>
/// <param name="Customers">Customers in the list.</param>
/// <param name="PredictedClv">Sum of their predicted CLV.</param>
/// <param name="Low">Lower end of the range of what they will be worth together, at least 0.</param>
/// <param name="High">Upper end of that range.</param>
/// <param name="Coverage">Probability that the total is meant to lie in the range, in (0, 1).</param>
public sealed record ListTotal(
    int Customers,
    double PredictedClv,
    double Low,
    double High,
    double Coverage
);
