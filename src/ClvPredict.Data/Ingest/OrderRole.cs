namespace ClvPredict.Data.Ingest;

/// <summary>What a column of an order log means. The names in the command line and in reports are in
/// <see cref="OrderRoles"/>.</summary>
internal enum OrderRole
{
    CustomerId,
    OrderDate,
    OrderId,
    Amount,
    Quantity,
    UnitPrice,
    ProductId,
    Category,
    Channel,
    Country,
    Discount,
    IsReturn,
    Currency,
    Campaign,
    Tax,
    Shipping,
    Cost,
    Margin,
    IngestedAt,
    Status,
}
