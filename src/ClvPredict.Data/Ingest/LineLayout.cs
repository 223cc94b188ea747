using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Ingest;

/// <summary>Which columns the order lines of an input have; the same in all its sources.</summary>
internal sealed class LineLayout
{
    /// <summary>Number of columns in <see cref="LineText"/>.</summary>
    internal const int TextCount = 6;

    private readonly bool[] _has = new bool[LineBlock.FieldCount];

    internal LineLayout(OrderHeader header)
    {
        for (var field = LineField.Customer; field <= LineField.Arrival; field++)
            _has[(int)field] = field switch
            {
                LineField.Order => header.Has(OrderRole.OrderId),
                LineField.Product => header.Has(OrderRole.ProductId),
                LineField.Category => header.Has(OrderRole.Category),
                LineField.Channel => header.Has(OrderRole.Channel),
                LineField.Campaign => header.Has(OrderRole.Campaign),
                LineField.Country => header.Has(OrderRole.Country),
                LineField.Quantity => header.Has(OrderRole.Quantity),
                LineField.Discount => header.Has(OrderRole.Discount),
                LineField.Cost => header.Has(OrderRole.Cost) || header.Has(OrderRole.Margin),
                LineField.Arrival => header.Has(OrderRole.IngestedAt),
                _ => true,
            };
    }

    internal bool Has(LineField field) => _has[(int)field];

    internal bool Has(LineText column) => Has(FieldOf(column));

    /// <summary>Which texts the values of a column stand for; null where they are numbers.</summary>
    internal static LineText? TextOf(LineField field) =>
        field switch
        {
            LineField.Customer => LineText.Customer,
            LineField.Product => LineText.Product,
            LineField.Category => LineText.Category,
            LineField.Channel => LineText.Channel,
            LineField.Campaign => LineText.Campaign,
            LineField.Country => LineText.Country,
            _ => null,
        };

    /// <summary>Where the codes of a column's texts are.</summary>
    internal static LineField FieldOf(LineText column) =>
        column switch
        {
            LineText.Customer => LineField.Customer,
            LineText.Product => LineField.Product,
            LineText.Category => LineField.Category,
            LineText.Channel => LineField.Channel,
            LineText.Campaign => LineField.Campaign,
            _ => LineField.Country,
        };
}
