namespace ClvPredict.Data.Columns;

/// <summary>The columns of order lines, in the order by which lines are sorted.</summary>
internal enum LineField
{
    Customer,
    Day,
    SecondOfDay,
    Order,
    Product,
    Amount,
    IsReturn,
    Category,
    Channel,
    Campaign,
    Country,
    Quantity,
    Discount,
    Cost,
    Arrival,
}
