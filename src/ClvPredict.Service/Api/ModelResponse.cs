using ClvPredict.Models.Package;
using ClvPredict.Service.Shop;

namespace ClvPredict.Service.Api;

/// <summary>The model that answers.</summary>
/// <param name="Model">Name of its zip.</param>
/// <param name="Customers">Customers that the service can show.</param>
/// <param name="AsOf">First day not observed in the scores of these customers; that of the model without any.</param>
/// <param name="Horizon">How far ahead is predicted, such as 180d.</param>
/// <param name="Currency">Currency of all money; empty when not stated.</param>
/// <param name="RangeCoverage">Share of the customers who end in their range, 0..1.</param>
/// <param name="HasOrders">Whether histories, explanations and lists under other costs can be asked for.</param>
/// <param name="Manifest">What the model is, what it was made from and how good it was (docs/model-package.md).</param>
internal sealed record ModelResponse(
    string Model,
    int Customers,
    DateOnly AsOf,
    string Horizon,
    string Currency,
    double RangeCoverage,
    bool HasOrders,
    ModelManifest Manifest
)
{
    public static ModelResponse Of(ScoredShop shop) =>
        new(
            shop.ZipName,
            shop.Customers.Length,
            shop.AsOf,
            shop.Horizon,
            shop.Currency,
            shop.Model.RangeCoverage,
            shop.HasOrders,
            shop.Manifest
        );
}
