namespace ClvPredict.Service.Shop;

/// <summary>One order line of a customer as it was read; money in the currency of the orders.</summary>
/// <param name="Day">Day of the order.</param>
/// <param name="Order">Number of the order among those of the customer; null where lines without order ids make one order a day.</param>
/// <param name="ProductId">Id of the product; null where missing.</param>
/// <param name="Category">Category of the product; null where missing.</param>
/// <param name="Channel">Sales channel; null where missing.</param>
/// <param name="Quantity">Units; null where missing.</param>
/// <param name="Amount">Net amount, negative on returns.</param>
/// <param name="IsReturn">Whether the line is a return.</param>
public sealed record PurchaseLine(
    DateOnly Day,
    int? Order,
    string? ProductId,
    string? Category,
    string? Channel,
    double? Quantity,
    double Amount,
    bool IsReturn
);
