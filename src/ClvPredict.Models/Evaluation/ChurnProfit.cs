namespace ClvPredict.Models.Evaluation;

/// <summary>What a retention campaign earns that contacts the customers with the highest churn scores.</summary>
/// <param name="MaximumProfit">Profit a customer of the whole base at the best cut, with the acceptance rate at its mean, in money.</param>
/// <param name="MaximumProfitFraction">Share of the customers contacted at that cut.</param>
/// <param name="ExpectedMaximumProfit">Profit a customer when the cut is the best one for every acceptance rate, averaged over its Beta distribution, in money.</param>
/// <param name="ExpectedFraction">Share of the customers contacted, averaged over the same distribution.</param>
public readonly record struct ChurnProfit(
    double MaximumProfit,
    double MaximumProfitFraction,
    double ExpectedMaximumProfit,
    double ExpectedFraction
);
