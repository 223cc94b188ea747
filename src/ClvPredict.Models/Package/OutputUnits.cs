using ClvPredict.Features;

namespace ClvPredict.Models.Package;

/// <summary>What the numbers of the chain's outputs are.</summary>
/// <param name="PredictedClv">Of predicted CLV and its ranges.</param>
/// <param name="ExpectedOrders">Of expected orders.</param>
/// <param name="ChurnProbability">Of the churn probability.</param>
public sealed record OutputUnits(
    string PredictedClv,
    string ExpectedOrders,
    string ChurnProbability
)
{
    /// <summary>The units of a model.</summary>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="currency">Currency of the amounts; empty when not stated.</param>
    public static OutputUnits Of(ValueBasis basis, string currency) =>
        new(
            basis == ValueBasis.Orders ? "purchase days"
                : currency.Length > 0 ? currency
                : "currency of the orders",
            "purchase days",
            "probability"
        );
}
