using ClvPredict.Data.Ingest;
using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>What kinds of columns can play a role.</summary>
internal static class RoleTypes
{
    internal static bool IsDate(OrderRole role) =>
        role is OrderRole.OrderDate or OrderRole.IngestedAt;

    internal static bool IsNumber(OrderRole role) =>
        role
            is OrderRole.Amount
                or OrderRole.Quantity
                or OrderRole.UnitPrice
                or OrderRole.Discount
                or OrderRole.Tax
                or OrderRole.Shipping
                or OrderRole.Cost
                or OrderRole.Margin;

    internal static bool IsText(ParquetKind kind) =>
        kind is ParquetKind.Text or ParquetKind.Bytes or ParquetKind.Uuid;

    /// <summary>Refuses a column that cannot be what its role says.</summary>
    /// <exception cref="OrderDataException">It is of another kind, or a list or map.</exception>
    internal static void Check(string source, OrderRole role, ParquetColumn column)
    {
        var name = OrderRoles.NameOf(role);
        if (column.IsRepeated)
        {
            throw new OrderDataException(
                $"{source}: the column '{column.Path}' for {name} is in a list or a map, of which a row can have several. Name another with --map {name}=COLUMN, or leave it out with --map {name}=."
            );
        }
        var kind = column.Kind;
        var (fits, wanted) = (kind != ParquetKind.Time, "text, numbers, dates or booleans");
        if (IsDate(role))
            (fits, wanted) = (
                kind is ParquetKind.Date or ParquetKind.Timestamp or ParquetKind.Integer
                    || IsText(kind),
                "dates, timestamps, text, or whole numbers such as 20240131"
            );
        else if (IsNumber(role))
            (fits, wanted) = (
                kind is ParquetKind.Integer or ParquetKind.Decimal or ParquetKind.FloatingPoint
                    || IsText(kind),
                "numbers or text"
            );
        if (!fits)
        {
            throw new OrderDataException(
                $"{source}: the column '{column.Path}' for {name} holds {kind} ({column.PhysicalType}), expected {wanted}. Name another with --map {name}=COLUMN, or leave it out with --map {name}=."
            );
        }
    }
}
