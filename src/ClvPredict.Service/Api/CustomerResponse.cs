using ClvPredict.Decisions.Explaining;
using ClvPredict.Scoring;
using ClvPredict.Service.Shop;

namespace ClvPredict.Service.Api;

/// <summary>One customer; money in the currency of the orders.</summary>
/// <param name="AsOf">The first day not observed.</param>
/// <param name="Horizon">How far ahead is predicted, such as 180d.</param>
/// <param name="Currency">Currency of all money; empty when not stated.</param>
/// <param name="Score">What is predicted.</param>
/// <param name="Explanation">Why; null where the service has scores only.</param>
/// <param name="History">What the customer has ordered; null where the service has scores only.</param>
/// <param name="Note">Why something is null; empty when nothing is.</param>
internal sealed record CustomerResponse(
    DateOnly AsOf,
    string Horizon,
    string Currency,
    CustomerScore Score,
    CustomerExplanation? Explanation,
    PurchaseHistory? History,
    string Note
);
