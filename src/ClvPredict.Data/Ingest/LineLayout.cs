namespace ClvPredict.Data.Ingest;

/// <summary>Which columns the order lines of an input have; the same in all its sources.</summary>
internal sealed class LineLayout(OrderHeader header)
{
    /// <summary>Number of columns in <see cref="LineText"/>.</summary>
    internal const int TextCount = 6;

    private readonly bool[] _texts =
    [
        true,
        header.Has(OrderRole.ProductId),
        header.Has(OrderRole.Category),
        header.Has(OrderRole.Channel),
        header.Has(OrderRole.Campaign),
        header.Has(OrderRole.Country),
    ];

    internal bool HasOrder { get; } = header.Has(OrderRole.OrderId);
    internal bool HasQuantity { get; } = header.Has(OrderRole.Quantity);
    internal bool HasDiscount { get; } = header.Has(OrderRole.Discount);
    internal bool HasCost { get; } = header.Has(OrderRole.Cost) || header.Has(OrderRole.Margin);
    internal bool HasArrival { get; } = header.Has(OrderRole.IngestedAt);

    internal bool Has(LineText column) => _texts[(int)column];
}
